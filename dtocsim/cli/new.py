"""`dtocsim new`: start a what-if."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import REFUSED, Area, complain, scenario_errors


def new(
    file: Annotated[Path, typer.Argument(help="The file to write (YAML).", show_default=False)],
    extends: Annotated[Path, typer.Option(help="The scenario it changes.")] = Path(
        "scenarios/england-2017-18.yaml"
    ),
    area: Area = None,
    change: Annotated[
        list[str], typer.Option(metavar="KEY=VALUE", help="A value it changes; may be repeated.")
    ] = [],  # noqa: B006 - typer copies it
    name: Annotated[str | None, typer.Option(help="Its name.", show_default=False)] = None,
    question: Annotated[str | None, typer.Option(help="What it is to answer.", show_default=False)] = None,
) -> None:
    """Start a what-if from a few options, or on a terminal from a few questions."""
    with scenario_errors(file):
        from dtocsim.scenario.asking import ask
        from dtocsim.scenario.starting import WhatIf, begin

        if file.exists():
            complain(f"{file}: exists already; name another file")
            raise typer.Exit(REFUSED)
        title = name or file.stem.replace("-", " ").capitalize()
        what_if = WhatIf(extends, area or "England", dict(map(_pair, change)), title, question or "")
        if not change and sys.stdin.isatty():
            what_if = ask(what_if, _ask, print)
        begin(file, what_if)
    print(f"Written: {file}")


def _ask(text: str, default: str) -> str:
    answer: str = typer.prompt(text, default=default, show_default=bool(default))
    return answer


def _pair(change: str) -> tuple[str, str]:
    key, sign, value = change.partition("=")
    if not sign or not value:
        raise typer.BadParameter(f"'{change}' is not KEY=VALUE, such as home_care.search_mean_days=3")
    return key.strip(), value.strip()
