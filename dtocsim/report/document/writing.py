"""Documents as files."""

from __future__ import annotations

from pathlib import Path

from dtocsim.experiment.whole import write_text
from dtocsim.report.document.blocks import Document
from dtocsim.report.document.html import as_html
from dtocsim.report.document.markdown import as_markdown

ENDINGS = (".md", ".html")


def write_document(document: Document, path: Path) -> None:
    """Writes a document whole or not at all.

    Args:
        document: What to write.
        path: Its ending, .md or .html, decides the format.

    Raises:
        OSError: The disk refuses.
    """
    write_text(path, as_html(document) if path.suffix == ".html" else as_markdown(document))
