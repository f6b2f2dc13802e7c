"""Delayed days in the layouts of NHS England's Monthly Delayed Transfers of Care returns.

Two layouts were published each month: a CSV with a row for each provider, council, kind of care and reason,
and workbooks whose sheets tell councils or providers apart by responsible organisation, by reason or by kind
of care. Codes of councils are those of ONS; the STP of 2017 stands where the return has NHS England's region.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtocsim.care.geography import load_geography
from dtocsim.care.tables import read_table
from dtocsim.care.words import ORGANISATIONS, REASONS
from dtocsim.experiment import ResultError
from dtocsim.report.numbers import count

if TYPE_CHECKING:
    from dtocsim.experiment import Result

CSV_REASONS = {
    "A": "A_COMPLETION_ASSESSMENT",
    "B": "B_PUBLIC_FUNDING",
    "C": "C_FURTHER_NON_ACUTE_NHS",
    "Di": "DI_RESIDENTIAL_HOME",
    "Dii": "DII_NURSING_HOME",
    "E": "E_CARE_PACKAGE_IN_HOME",
    "F": "F_COMMUNITY_EQUIP_ADAPT",
    "G": "G_PATIENT_FAMILY_CHOICE",
    "H": "H_DISPUTES",
    "I": "I_HOUSING",
    "O": "O_OTHER",
}
SHEET_REASONS = {
    "A": "A) Completion of Assessment",
    "B": "B) Public Funding",
    "C": "C) Waiting Further NHS Non-Acute Care",
    "Di": "DI) Awaiting Residential Home Placement or Availability",
    "Dii": "DII) Awaiting Nursing Home Placement or Availability",
    "E": "E) Awaiting Care Package in Own Home",
    "F": "F) Awaiting Community Equipment and Adaptions",
    "G": "G) Patient or Family Choice",
    "H": "H) Disputes",
    "I": "I) Housing - Patients Not Covered by NHS and Community Care Act",
    "O": "O) Other",
}
SHEET_ORGANISATIONS = {"NHS": "NHS", "social care": "Social Care", "both": "Both"}
KINDS_OF_CARE = ("Acute", "Non-Acute")
_HEADER_ROW = 14
_CSV_TITLE_ROWS = 3


def delayed_days(result: Result) -> pd.DataFrame:
    """Delayed days by month, provider, council, kind of care, reason and organisation.

    Args:
        result: What `run` or `read_result` returned; several replications are averaged.

    Returns:
        month, provider, system, area, care (Acute, Non-Acute), reason, organisation, days.
    """
    rows = result.monthly[result.monthly["measure"] == "delayed_days"].rename(
        columns={"category": "provider"}
    )
    words = ["provider", "system", "area", "setting", "reason", "organisation"]
    rows = rows.astype(dict.fromkeys(words, str))
    care = rows["setting"].map(lambda setting: KINDS_OF_CARE[setting != "acute"])
    keys = ["month", "provider", "system", "area", "care", "reason", "organisation"]
    days = rows.assign(care=care).groupby(keys, observed=True)["value"].sum() / result.manifest.replications
    return days.rename("days").reset_index()


def as_csv(result: Result) -> pd.DataFrame:
    """Return the rows of the monthly CSV: all reasons of every provider and council with delays."""
    days = delayed_days(result)
    pairs = days[["month", "provider", "system", "area"]].drop_duplicates()
    every = pairs.merge(pd.DataFrame({"care": KINDS_OF_CARE}), how="cross").merge(
        pd.DataFrame({"reason": REASONS}), how="cross"
    )
    key = ["month", "provider", "system", "area", "care", "reason"]
    wide = days.pivot_table(index=key, columns="organisation", values="days", aggfunc="sum")
    wide = wide.reindex(columns=list(ORGANISATIONS)).reset_index()
    rows = every.merge(wide, how="left", on=key).fillna(dict.fromkeys(ORGANISATIONS, 0.0))
    codes = _Codes(result)
    month_days = rows["month"].dt.days_in_month
    table = {
        "Year": rows["month"].map(_financial_year),
        "Period Name": rows["month"].dt.strftime("%B").str.upper(),
        "Provider Parent Org Code": rows["system"].map(codes.systems),
        "Provider Parent Name": rows["system"],
        "Provider Org Code": rows["provider"].map(codes.providers).fillna(""),
        "Provider Org Name": rows["provider"],
        "Local Authority Code": rows["area"].map(codes.councils),
        "Local Authority Name": rows["area"],
        "Acute Or Non Acute Description": rows["care"],
        "Reason For Delay": rows["reason"].map(CSV_REASONS),
    }
    for organisation, name in SHEET_ORGANISATIONS.items():
        table[f"{name} Delayed Days"] = rows[organisation].round(1)
        table[f"{name} DTOC Beds"] = (rows[organisation] / month_days).round(3)
    return pd.DataFrame(table)


def _financial_year(month: pd.Timestamp) -> str:
    first = month.year - (month.month < 4)
    return f"{first}-{(first + 1) % 100:02d}"


class _Codes:
    """Codes of systems, providers and councils by name, and the region of each council."""

    def __init__(self, result: Result) -> None:
        folder = result.scenario.tables.folder
        geography = load_geography(folder)
        self.systems = {system.name: system.code for system in geography.systems}
        self.councils = {place.council: place.council_code for place in geography.places}
        self.providers = {
            hospital.name: hospital.trust_code
            for system in geography.systems
            for hospital in system.hospitals
        }
        rows = read_table(folder, "councils.csv", ["code", "region"])
        self.regions = {row.text("code"): row.text("region") for row in rows}


def _sheet(days: pd.DataFrame, by: str, columns: str, words: dict[str, str]) -> pd.DataFrame:
    """Delayed days with a row an area, a column a word and their total, England first."""
    wide = days.pivot_table(index=by, columns=columns, values="days", aggfunc="sum", fill_value=0.0)
    wide = wide.reindex(columns=list(words), fill_value=0.0).rename(columns=words).sort_index()
    whole = wide.sum().to_frame("").T
    table = pd.concat([whole, wide])
    return table.assign(Total=table.sum(axis="columns")).round(1)


def _described(sheet: pd.DataFrame, names: Sequence[str], about: Any) -> list[list[Any]]:
    """Rows of a sheet: what tells an area apart, then its figures; a blank row below England's."""
    rows: list[list[Any]] = [[*names, *sheet.columns]]
    for area, figures in zip(sheet.index, sheet.to_numpy().tolist(), strict=True):
        rows.append([*(about(area) if area else ["-"] * (len(names) - 1) + ["Total"]), *figures])
        rows += [[]] if not area else []
    return rows


def _sheets(result: Result, days: pd.DataFrame) -> dict[str, list[list[Any]]]:
    codes = _Codes(result)

    def council(name: str) -> list[str]:
        code = codes.councils[name]
        return [codes.regions[code], code, name]

    systems = days.drop_duplicates("provider").set_index("provider")["system"].to_dict()

    def provider(name: str) -> list[str]:
        return [systems[name], codes.providers.get(name, "-"), name]

    found = {}
    for sheet, columns, words in (
        ("by responsible org", "organisation", SHEET_ORGANISATIONS),
        ("by reason", "reason", SHEET_REASONS),
        ("by Type of Care", "care", dict(zip(KINDS_OF_CARE, KINDS_OF_CARE, strict=True))),
    ):
        areas = _sheet(days, "area", columns, words)
        found[f"LA - {sheet}"] = _described(areas, ("Region", "Code", "Name"), council)
        trusts = _sheet(days, "provider", columns, words)
        found[f"Trust - {sheet}"] = _described(trusts, ("System (STP)", "Code", "Name"), provider)
    return found


def write_return(result: Result, path: Path, month: str | None = None) -> Path:
    """Writes delayed days in the layout of the official return.

    Args:
        result: What `run` or `read_result` returned.
        path: `.csv` for a row a provider, council, kind of care and reason; `.xlsx` for the workbook.
        month: Only this month, as `2017-06`; None for all: months as rows of a CSV, added up in a workbook.

    Returns:
        The path.

    Raises:
        ResultError: Another ending, or the run has no such month.
        OSError: The disk refuses.
    """
    if path.suffix not in (".csv", ".xlsx"):
        raise ResultError(f"{path}: the return is written as .csv or .xlsx")
    chosen = result if month is None else _of_month(result, month)
    if path.suffix == ".csv":
        title = "".join(f"{line}\n" for line in _title(result, month)[:_CSV_TITLE_ROWS])
        path.write_text(title + as_csv(chosen).to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    else:
        _write_workbook(_sheets(chosen, delayed_days(chosen)), _title(result, month), path)
    return path


def _of_month(result: Result, month: str) -> Result:
    rows = result.monthly[result.monthly["month"].dt.strftime("%Y-%m") == month]
    if rows.empty:
        months = result.monthly["month"].dt.strftime("%Y-%m")
        raise ResultError(
            f"{month}: no such month in this result; there are {months.min()} to {months.max()}"
        )
    return replace(result, monthly=rows)


def _title(result: Result, month: str | None) -> list[str]:
    about = result.manifest
    period = month or f"{about.days} days from {about.first_day}"
    return [
        f"Title: Delayed transfers of care, delayed days, {about.area}",
        f"Period: {period}",
        f"Source: dtocsim {about.version}, {about.scenario}, {count(about.replications, 'replication')}",
        "Basis: Provider and Local Authority",
        "Status: Simulated; not official statistics",
    ]


def _write_workbook(sheets: dict[str, list[list[Any]]], title: Sequence[str], path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for position, line in enumerate(title, start=2):
            words, _, text = line.partition(": ")
            sheet.cell(position, 2, f"{words}:").font = Font(bold=True)
            sheet.cell(position, 3, text)
        for down, row in enumerate(rows, start=_HEADER_ROW):
            for right, value in enumerate(row, start=2):
                sheet.cell(down, right, value)
        for right, head in enumerate(rows[0], start=2):
            sheet.cell(_HEADER_ROW, right).font = Font(bold=True)
            wide = 40 if head == "Name" else min(28, max(12, len(str(head))))
            sheet.column_dimensions[get_column_letter(right)].width = wide
        sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 5)
    book.save(path)
