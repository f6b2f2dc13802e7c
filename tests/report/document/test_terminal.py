from io import StringIO

from rich.console import Console

from dtocsim.report.document import show
from tests.report.document.test_markdown import WHOLE


def test_everything_but_pictures_is_printed_and_square_brackets_stay() -> None:
    screen = StringIO()
    show(WHOLE, Console(file=screen, width=80, highlight=False))
    text = screen.getvalue()
    assert [word in text for word in ("Fit of a *model*", "beds", "  - inside", "More", "svg")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert max(len(line) for line in text.splitlines()) <= 80
