"""`dtocsim schema`: what scenario files may say, for editors and for people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import complain, scenario_errors


def schema(
    reference: Annotated[bool, typer.Option("--reference", help="The reference page (Markdown).")] = False,
    out: Annotated[
        Path | None, typer.Option(help="File to write; else the screen.", show_default=False)
    ] = None,
) -> None:
    """Print the JSON Schema of scenario files, by which editors complete keys and show units and ranges."""
    with scenario_errors(out):
        from dtocsim.scenario.schema import reference as page
        from dtocsim.scenario.schema import schema_text

        text = page() if reference else schema_text()
        if out is None:
            print(text, end="")
        else:
            out.write_text(text, encoding="utf-8")
            complain(f"Written: {out}")
