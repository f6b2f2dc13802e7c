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
# # Your own council
#
# A part of England meets the same people, with the same luck, as the whole. Put your council's name below.

# %%
import dtocsim
from dtocsim.report import picture

COUNCIL = "Derby"

scenario = dtocsim.load("../scenarios/england-2017-18.yaml", set_=("run.days=61", "run.replications=5"))
result = dtocsim.run(scenario, area=COUNCIL)
print(dtocsim.summary(result).split("\n\n")[0])

# %% [markdown]
# Who answers for the delays, by the official reason and who pays for the care:

# %%
picture(result, "dtoc_by_organisation")

# %% [markdown]
# How long delays last. The mean is little help: a few long delays hold many of the beds.

# %%
picture(result, "lengths_of_delays")

# %% [markdown]
# Which capacity is short outside hospital:

# %%
picture(result, "care_against_capacity")

# %% [markdown]
# For whom: by deprivation of the neighbourhood, for people aged 65 and over. In a single council
# the intervals are wide; read them before the bars.

# %%
picture(result, "deprivation_fifths")

# %% [markdown]
# A council among those most like it needs a run with many councils: `dtocsim plot results/england-2017-18
# council_neighbours --council Derby`.
