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
        from dtocsim.scenario import load
        from dtocsim.scenario.starting import key_of, what_if_text

        if file.exists():
            complain(f"{file}: exists already; name another file")
            raise typer.Exit(REFUSED)
        if not change and sys.stdin.isatty():
            name = name or typer.prompt("Name", default=file.stem.replace("-", " ").capitalize())
            question = question or typer.prompt("Question it is to answer")
            area = area or typer.prompt("Area", default="England")
            change = [typer.prompt("What it changes, as KEY=VALUE")]
        changes = dict(_pair(each) for each in change)
        known = load(extends, [f"run.area={area}"] if area else [])
        title = name or file.stem.replace("-", " ").capitalize()
        text = what_if_text(
            file, extends, known, title, question or f"What does {title} change?", known.run.area,
            {key_of(key): value for key, value in changes.items()},
        )  # fmt: skip
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
        try:
            load(file)
        except Exception:
            file.unlink()
            raise
    print(f"Written: {file}")


def _pair(change: str) -> tuple[str, str]:
    key, sign, value = change.partition("=")
    if not sign or not value:
        raise typer.BadParameter(f"'{change}' is not KEY=VALUE, such as home_care.search_mean_days=3")
    return key.strip(), value.strip()
