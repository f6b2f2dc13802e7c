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
# # Sweeps and uncertainty
#
# A sweep runs many points on the same people. The shipped one asks what care-home places and packages of
# care do alone and together; here in one council, two months and six replications.

# %%
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import dtocsim
from dtocsim.analysis.sweep import read_plan, sweep, write_sweep
from dtocsim.experiment import Target, compare
from dtocsim.report import comparison_text, picture, subject, sweep_text

plan = read_plan(Path("../scenarios/sweeps/places-or-packages.yaml"))
plan = replace(plan, area="Derby", replications=6)
SHORT = ("run.days=61",)
base = dtocsim.load(plan.base, set_=SHORT)
found = sweep(plan, base)
print(sweep_text(found))

# %% [markdown]
# The interval in the sentence holds for all points at once, so it is wider than those of the table, of which
# each holds for its own point. A map shows the means. Points share their people, so that differences between
# them are known far better than the means are.

# %%
with TemporaryDirectory() as folder:
    table = subject(write_sweep(found, Path(folder) / "sweep"))
picture(table, "sweep_map")

# %% [markdown]
# How many replications are enough? Ask for a precision instead of a number: here a tenth of a bed.

# %%
what_if = dtocsim.load("../scenarios/what-if/quicker-packages-of-care.yaml", set_=SHORT)
wanted = Target("dtoc_beds", 0.1, relative=False)
comparison = compare(base, [what_if], area="Derby", precision=[wanted], most=40)
for paragraph in comparison_text(comparison).split("\n\n")[:3]:
    print(paragraph, end="\n\n")
