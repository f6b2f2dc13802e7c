"""Published figures of one number a period, to stand beside a measure of the same thing."""

from pathlib import Path

from prepare_common import Cell, number, read, write

# Measure, parameter, period in the table of parameters, and what a reader must know about the figure.
PARAMETERS = (
    ("readmissions_percent", "readmission_30_days", "2017/18", "all ages, without cancer and obstetrics"),
    ("deaths_in_hospital", "deaths_in_hospital", "2017", ""),
    ("care_home_admissions", "care_home_emergency_admissions", "2016/17", "permanent residents aged 65+"),
    ("dtoc_65_plus_percent", "share_of_delayed_patients_65plus", "2017-03", "47 organisations"),
    ("dtoc_85_plus_percent", "share_of_delayed_patients_85plus", "2017-03", "47 organisations"),
)
CRITERIA = "criteria_to_reside_monthly.csv"
TODAY = (
    ("criteria_no_longer_met", CRITERIA, "no_longer_meet_criteria_per_day", "NHSE_CTR"),
    ("criteria_discharged", CRITERIA, "discharged_per_day", "NHSE_CTR"),
    ("criteria_remaining", CRITERIA, "remaining_per_day", "NHSE_CTR"),
    (
        "fit_over_1_day_percent",
        "discharge_ready_date_monthly.csv",
        "per_cent_discharged_1_day_or_more_after_ready_date",
        "HF_DD_2025",
    ),
)
USED = "NHSD_READM_2019 PHE_HOSPDEATH_2017 IAU_2019 HF_WINTER_2018 NHSE_CTR HF_DD_2025"
WORDS = {"2017-03": "March 2017"}


def today(folder: Path) -> list[list[Cell]]:
    """Means over the months of the present returns, which have no counterpart in 2017/18."""
    rows: list[list[Cell]] = []
    for measure, table, column, source in TODAY:
        months = read(folder, table)
        values = [number(row[column]) for row in months]
        first, last = months[0]["month"], months[-1]["month"]
        mean = round(sum(values) / len(values), 1)
        rows.append([measure, mean, f"{first} to {last}", "mean of months, today's return", source])
    return rows


def write_single_figures(folder: Path) -> None:
    """single_figures.csv: one figure a measure, with its period."""
    known = {
        (row["item"], row["period"]): row
        for name in ("parameters.csv", "parameters_2.csv")
        for row in read(folder, name)
    }
    rows: list[list[Cell]] = []
    for measure, parameter, period, note in PARAMETERS:
        row = known[parameter, period]
        rows.append([measure, row["value"], WORDS.get(period, period), note, row["source"]])
    write("single_figures.csv", "measure,value,period,note,source", [*rows, *today(folder)])
