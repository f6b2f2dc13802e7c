"""Documents that are written once and read in the terminal, as Markdown or as one HTML page."""

from dtocsim.report.document.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Folded,
    Heading,
    Picture,
    Row,
    Table,
    Text,
)
from dtocsim.report.document.html import as_html
from dtocsim.report.document.markdown import as_markdown
from dtocsim.report.document.terminal import show
from dtocsim.report.document.writing import write_document

__all__ = [
    "Block",
    "Bullets",
    "Cell",
    "Document",
    "Folded",
    "Heading",
    "Picture",
    "Row",
    "Table",
    "Text",
    "as_html",
    "as_markdown",
    "show",
    "write_document",
]
