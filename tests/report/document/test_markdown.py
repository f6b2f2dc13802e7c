from dtocsim.report.document import (
    Bullets,
    Cell,
    Document,
    Folded,
    Heading,
    Picture,
    Table,
    Text,
    as_markdown,
)

WHOLE = Document(
    "Fit of a *model*",
    [
        Heading("Figures"),
        Text("Found against\npublished."),
        Table(["what", "found"], [["beds", Cell("7", "bad")], ["waits", Cell("3", "good")]], caption="Year"),
        Bullets(["one", ("two", Bullets(["inside"]))]),
        Picture("<svg/>", "A curve"),
        Folded("More", [Heading("Deep"), Text("x")]),
    ],
)


def test_every_block_has_its_markdown_and_what_was_missed_is_bold() -> None:
    assert as_markdown(WHOLE).split("\n") == [
        "# Fit of a \\*model\\*",
        "",
        "## Figures",
        "",
        "Found against published.",
        "",
        "Year",
        "",
        "| what | found |",
        "|---|---:|",
        "| beds | **7** |",
        "| waits | 3 |",
        "",
        "- one",
        "- two",
        "  - inside",
        "",
        "*A curve*",
        "",
        "#### More",
        "",
        "#### Deep",
        "",
        "x",
        "",
    ]


def test_a_bar_in_a_cell_opens_no_column() -> None:
    assert "| a\\|b |" in as_markdown(Document("t", [Table(["c"], [["a|b"]])]))
