"""`dtocsim results`: what the store holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dtocsim.cli.frame import STORE, Level, Store, one_line_errors

results = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
Id = Annotated[str, typer.Argument(help="As `dtocsim results list` shows it.", show_default=False)]
Ids = Annotated[list[str], typer.Argument(help="As `dtocsim results list` shows them.", show_default=False)]


@results.callback()
def about() -> None:
    """Finished replications: list, show, compare, export and prune what the store holds."""


@results.command("list")
def list_(store: Store = STORE) -> None:
    """List what the store holds, the last finished first."""
    with one_line_errors(store):
        from dtocsim.experiment import FolderStore, holdings
        from dtocsim.report import holdings_text

        print(holdings_text(holdings(FolderStore(store))))


@results.command()
def show(id_: Id, level: Level = 0.95, store: Store = STORE) -> None:
    """Show every measure of one group of replications."""
    with one_line_errors(store):
        from dtocsim.experiment import FolderStore, chosen, values_of
        from dtocsim.report import holding_text

        (holding,) = chosen(FolderStore(store), [id_])
        print(holding_text(holding, values_of(holding), level))


@results.command()
def compare(
    base: Id,
    what_if: Ids,
    measure: Annotated[str, typer.Option(help="The measure that answers the question.")] = "dtoc_beds",
    level: Level = 0.95,
    store: Store = STORE,
) -> None:
    """Compare groups by the replications they have in common; nothing is simulated."""
    with one_line_errors(store):
        from dtocsim.experiment import FolderStore, compare_holdings
        from dtocsim.report import comparison_text

        print(comparison_text(compare_holdings(FolderStore(store), [base, *what_if], measure, level)))


@results.command()
def export(
    ids: Ids,
    out: Annotated[Path, typer.Option(help="File; .csv or .parquet says how it is written.")],
    table: Annotated[Literal["measures", "monthly", "daily"], typer.Option(help="Which table.")] = "measures",
    store: Store = STORE,
) -> None:
    """Write a table of some groups as one CSV or Parquet file."""
    with one_line_errors(out):
        from dtocsim.experiment import FolderStore, chosen
        from dtocsim.experiment import export as exported
        from dtocsim.report.numbers import count

        rows = exported(chosen(FolderStore(store), ids), table, out)
        print(f"Written: {out} ({count(rows, 'row')})")


@results.command()
def prune(
    ids: Annotated[
        list[str], typer.Argument(help="Groups to remove; else those of other versions.", show_default=False)
    ] = [],  # noqa: B006 - typer copies it
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    store: Store = STORE,
) -> None:
    """Remove groups: those named, or all that other versions of dtocsim made."""
    with one_line_errors(store):
        from dtocsim.experiment import FolderStore, chosen, holdings
        from dtocsim.report import holdings_text
        from dtocsim.report.numbers import count, size

        place = FolderStore(store)
        going = chosen(place, ids) if ids else [each for each in holdings(place) if not each.current]
        if not going:
            print("Nothing to remove.")
            return
        print(holdings_text(going))
        freed = f"{count(len(going), 'group')}, {size(sum(each.bytes for each in going))}"
        if not dry_run:
            for holding in going:
                holding.remove()
        print(f"\n{'Would remove' if dry_run else 'Removed'}: {freed}")
