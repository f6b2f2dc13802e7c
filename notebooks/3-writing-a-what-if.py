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
# # Writing a what-if
#
# A what-if is a YAML file that extends another and states only what differs. This one is shipped:

# %%
from pathlib import Path

import dtocsim
from dtocsim.experiment import compare
from dtocsim.report import comparison_text, picture
from dtocsim.scenario import ScenarioError

WHAT_IF = Path("../scenarios/what-if/quicker-packages-of-care.yaml")
print(WHAT_IF.read_text())

# %% [markdown]
# Both scenarios meet the same people, so that the difference of two replications is the what-if's doing.

# %%
SHORT = ("run.days=91",)
base = dtocsim.load("../scenarios/england-2017-18.yaml", set_=SHORT)
what_if = dtocsim.load(WHAT_IF, set_=SHORT)
comparison = compare(base, [what_if], system="Derbyshire", replications=5)
print(comparison_text(comparison).split("\n\n")[0])

# %%
picture(comparison, "against_baseline")

# %% [markdown]
# The interval of the difference is much narrower than those of the two means; how many times, the text says.

# %%
print(comparison_text(comparison).split("\n\n")[1])

# %%
picture(comparison, "difference_by_month")

# %% [markdown]
# A mistyped key is answered with its nearest name:

# %%
try:
    dtocsim.load(WHAT_IF, set_=("home_care.search_mean_day=2",))
except ScenarioError as error:
    print(error)
