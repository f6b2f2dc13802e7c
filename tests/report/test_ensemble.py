from dtocsim.report import ensemble_document, ensemble_text
from dtocsim.report.document import as_html
from tests.report.shown import ensemble


def test_the_answer_tells_both_uncertainties_apart() -> None:
    answer = " ".join(ensemble_text(ensemble()).split("\n\n")[0].split())
    assert answer == (
        "Derbyshire system, England 2017/18: DTOC beds 100 beds a day; 97 to 103 in eight of ten cases "
        "(12 parameter sets, 2 replications each). Of its variance 80 % is due to what is not known of the "
        "parameters (alone 98 to 102), 20 % to the chance of a single year (alone 99 to 101)."
    )


def test_of_a_what_if_it_tells_what_it_changes_and_in_how_many_sets() -> None:
    answer = " ".join(ensemble_text(ensemble(1)).split("\n\n")[0].split())
    assert answer.startswith(
        "Derbyshire system: 'What-if 1' changes DTOC beds by −3.0 beds a day; −6.0 to 0.0 in eight of ten "
        "cases (12 parameter sets, 2 replications each). In 12 of 12 sets it is lower than in the baseline."
    )


def test_the_report_holds_the_answer_the_table_and_the_picture() -> None:
    page = as_html(ensemble_document(ensemble(), "<svg></svg>"))
    for told in ("97 to 103 in eight of ten", "parameters alone", "<svg", "80 %"):
        assert told in page
