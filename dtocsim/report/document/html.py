"""A document as one HTML page that fetches nothing."""

from __future__ import annotations

import re
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

_HEADINGS_FOR_CONTENTS = 3
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
figure svg { width: min(100%, 60rem); height: auto; }
h1 + p { font-size: 1.25rem; }
td { white-space: pre-wrap; }
figcaption { font-size: .92rem; color: #425563; }
summary { cursor: pointer; font-weight: bold; color: #005eb8; padding: .2rem 0; }
li > details > summary { font-weight: normal; padding: 0; }
details ul { font-size: .92rem; margin: .1rem 0; }
nav ul { columns: 2; list-style: none; padding: 0; }
a { color: #005eb8; }
a:focus, summary:focus, .wide:focus { outline: 3px solid #ed8b00; outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
@media print { nav, .skip { display: none; } figure, tr { break-inside: avoid; }
  figure svg { width: 82%; }
  h2, h3 { break-after: avoid; }
  .wide { overflow: visible; } table { font-size: .75rem; } th { background: none; }
  details > summary { color: inherit; } body { max-width: none; } }
"""


def as_html(document: Document) -> str:
    """The text of an HTML file; all text is escaped, drawings are taken as they are."""
    title = escape(document.title)
    # The answer comes first, before the list of what else there is.
    opening = 1 if document.blocks and isinstance(document.blocks[0], Text) else 0
    first, body = (
        "\n".join(_parts(blocks)) for blocks in (document.blocks[:opening], document.blocks[opening:])
    )
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    contents = _contents(headings) if len(headings) >= _HEADINGS_FOR_CONTENTS else ""
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f'<style>{_STYLE}</style>\n</head>\n<body>\n<a class="skip" href="#top">To the text</a>\n'
        f'<main id="top">\n<h1>{title}</h1>\n{first}\n{contents}{body}\n</main>\n</body>\n</html>\n'
    )


def _parts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield _part(block)


def _part(block: Block) -> str:
    if isinstance(block, Heading):
        level = block.level + 1
        named = f' id="{_anchor(block.text)}"' if block.level == 1 else ""
        return f"<h{level}{named}>{escape(block.text)}</h{level}>"
    if isinstance(block, Text):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Bullets):
        return _bullets(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Picture):
        return f"<figure>\n{_inline(block)}\n<figcaption>{escape(block.caption)}</figcaption>\n</figure>"
    inner = "\n".join(_parts(block.blocks))
    return f"<details>\n<summary>{escape(block.title)}</summary>\n{inner}\n</details>"


def _contents(headings: Sequence[str]) -> str:
    entries = "".join(f'<li><a href="#{_anchor(text)}">{escape(text)}</a></li>' for text in headings)
    return f'<nav aria-label="Contents"><ul>{entries}</ul></nav>\n'


def _anchor(text: str) -> str:
    """A name for a heading that a link can lead to."""
    return "-".join(re.findall(r"\w+", text.casefold()))


def _inline(block: Picture) -> str:
    # A page has one preamble; drawings lose theirs. Whoever does not see a drawing hears what it shows.
    svg = block.svg[block.svg.index("<svg") + len("<svg") :]
    return f'<svg role="img" aria-label="{escape(block.alt or block.caption)}"{svg}'


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
    named = escape(block.caption or f"Table: {block.columns[0]}")
    head = "".join(_cell(Cell(name), place, block, "th") for place, name in enumerate(block.columns))
    rows = (
        "".join(_cell(cell(content), place, block, "td") for place, content in enumerate(row))
        for row in block.rows
    )
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{named}"><table>{caption}\n'
        f"<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(content: Cell, place: int, block: Table, tag: str) -> str:
    classes = " ".join(name for name in ("" if place in block.left else "figure", content.tone) if name)
    named = f' class="{classes}"' if classes else ""
    # An empty heading would be read as nothing at all.
    if tag == "th":
        return f'<th scope="col"{named}>{escape(content.text)}</th>' if content.text else f"<td{named}></td>"
    return f"<td{named}>{escape(content.text)}</td>"
