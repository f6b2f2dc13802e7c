"""A document as one HTML page that fetches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from dtocsim.report.document.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Picture,
    Table,
    Text,
    cell,
)

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 "DejaVu Sans", Arial, sans-serif; color: #212b32; background: #fff;
  max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; border-bottom: 4px solid #005eb8; padding-bottom: .4rem; }
h2 { font-size: 1.4rem; margin-top: 2.4rem; border-bottom: 1px solid #aeb7bd; }
h3 { font-size: 1.15rem; margin-top: 1.6rem; }
p, li { max-width: 60rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .6rem 0 1.4rem; font-size: .92rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th { text-align: left; background: #e8edee; vertical-align: bottom; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid #d8dde0; vertical-align: top; }
th.figure, td.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.good { color: #006747; }
td.bad { color: #b5121b; font-weight: bold; }
td.quiet { color: #425563; font-style: italic; }
figure { margin: 1rem 0 1.6rem; }
figure svg { max-width: 100%; height: auto; }
figcaption { font-size: .92rem; color: #425563; }
summary { cursor: pointer; font-weight: bold; color: #005eb8; padding: .2rem 0; }
li > details > summary { font-weight: normal; padding: 0; }
details ul { font-size: .92rem; margin: .1rem 0; }
@media print { details > summary { color: inherit; } body { max-width: none; } }
"""


def as_html(document: Document) -> str:
    """The text of an HTML file; all text is escaped, drawings are taken as they are."""
    title = escape(document.title)
    body = "\n".join(_parts(document.blocks))
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _parts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield _part(block)


def _part(block: Block) -> str:
    if isinstance(block, Heading):
        level = block.level + 1
        return f"<h{level}>{escape(block.text)}</h{level}>"
    if isinstance(block, Text):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        return _bullets(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return f"<figure>\n{_inline(block.svg)}\n<figcaption>{escape(block.caption)}</figcaption>\n</figure>"
    inner = "\n".join(_parts(block.blocks))
    return f"<details>\n<summary>{escape(block.title)}</summary>\n{inner}\n</details>"


def _inline(svg: str) -> str:
    # A page has one preamble; drawings lose theirs.
    return svg[svg.index("<svg") :]


def _bullets(block: Bullets) -> str:
    entries = []
    for entry in block.entries:
        text, inner = entry if isinstance(entry, tuple) else (entry, None)
        entries.append(f"<li>{_entry(escape(text), inner)}</li>")
    return f"<ul>{''.join(entries)}</ul>"


def _entry(text: str, inner: Bullets | None) -> str:
    # Trees may be hundreds of lines deep: a reader opens the branch she wants.
    if inner is None:
        return text
    return f"<details><summary>{text}</summary>{_bullets(inner)}</details>"


def _table(block: Table) -> str:
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    head = "".join(_cell(Cell(name), place, block, "th") for place, name in enumerate(block.columns))
    rows = (
        "".join(_cell(cell(content), place, block, "td") for place, content in enumerate(row))
        for row in block.rows
    )
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="wide"><table>{caption}\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(content: Cell, place: int, block: Table, tag: str) -> str:
    classes = " ".join(name for name in ("" if place in block.left else "figure", content.tone) if name)
    named = f' class="{classes}"' if classes else ""
    return f"<{tag}{named}>{escape(content.text)}</{tag}>"
