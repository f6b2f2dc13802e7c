# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Calibration to your own figures
#
# A planner has what her system returns each month: delayed days by reason, three columns. These figures are
# invented; three months keep the notebook quick, a year says more.

# %%
import os
from pathlib import Path
from tempfile import mkdtemp

import dtocsim
from dtocsim.analysis.calibration import Settings, Wanted, calibrate_files
from dtocsim.experiment import read_ensemble, run_ensemble
from dtocsim.report import ensemble_text, picture
from dtocsim.report.calibration import calibration_report
from dtocsim.report.document import as_markdown

folder = Path(mkdtemp())
days = {"A": (190, 180, 175), "C": (110, 105, 100), "Di": (160, 165, 170), "Dii": (300, 310, 300)}
days |= {"E": (420, 410, 430), "G": (230, 220, 225)}
months = ("2017-04", "2017-05", "2017-06")
rows = [f"{month},{reason},{each[at]}" for at, month in enumerate(months) for reason, each in days.items()]
(folder / "return.csv").write_text("\n".join(["month,reason,delayed_days", *rows]) + "\n")
print(*rows[:3], "...", sep="\n")

# %% [markdown]
# What may move: the numbers that decide how long people wait for what the return tells apart, in this system
# alone. `scenarios/calibration/parameters-council.yaml` is a longer list.

# %%
(folder / "parameters.yaml").write_text(
    """parameters:
  delays.council_factor: {low: 0.5, high: 2}
  assessment.mean_hours: {}
  home_care.search_mean_days: {low: 2, high: 13}
  placement.nursing_search_mean_days: {low: 4, high: 16}
"""
)
shipped = os.path.relpath("../scenarios/england-2017-18.yaml", folder)
(folder / "ours.yaml").write_text(
    f"extends: {shipped}\nname: Derbyshire, spring 2017\nbase: true\nrun: {{days: 91}}\n"
)
wanted = Wanted(
    scenario=folder / "ours.yaml",
    targets=folder / "return.csv",
    parameters=folder / "parameters.yaml",
    area="Derbyshire system",
    systems=1,
    tolerance_percent=15,
    replications=1,
    settings=Settings(waves=1, points=16, members=10),
    processes=1,
    folder=folder / "calibration",
)
finished = calibrate_files(wanted, told=lambda purpose, done, of: None)

# %% [markdown]
# The same on the command line, with as much effort as a real question deserves:
#
# ```sh
# dtocsim calibrate ours.yaml --area "Derbyshire system" --targets return.csv --parameters parameters.yaml
# ```
#
# The report says which figures are met, which parameters the figures identify and which they do not. Nothing
# on the list above moves reasons C and G alone: the factor of all delays has to serve them too.

# %%
text = as_markdown(calibration_report(finished))
print(text.split("## Parameters spent")[0])

# %% [markdown]
# The ensemble holds every parameter set that the figures do not rule out. What it expects of the next quarter
# is told with both uncertainties: the chance of a single year, and what is not known of the parameters.

# %%
ensemble = read_ensemble(folder / "calibration" / "ensemble.csv")
next_ = dtocsim.load(folder / "ours.yaml", set_=("run.first_day=2017-07-01", "run.days=92"))
expected = run_ensemble([next_], ensemble, system="Derbyshire")
print(ensemble_text(expected).split("\n\n")[0])

# %%
picture(expected, "ensemble_by_month")
