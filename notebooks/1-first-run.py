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
# # A first run, and what its numbers mean
#
# One system, two months and ten replications, so that it is done in seconds; a study takes a year.

# %%
import dtocsim
from dtocsim.report import picture
from dtocsim.report.numbers import interval

scenario = dtocsim.load("../scenarios/england-2017-18.yaml", set_=("run.days=61", "run.replications=10"))
result = dtocsim.run(scenario, system="Derbyshire")
print(dtocsim.summary(result).split("\n\n")[0])

# %% [markdown]
# Two uncertainties are never mixed. The *interval* says how well ten replications know the mean; with more
# of them it narrows. *8 in 10* says what a single spring may bring: no number of replications narrows it, and
# fewer than nine cannot tell it.

# %%
beds = result.measure("dtoc_beds")
print(f"mean {beds.mean:.1f}, interval {interval(beds.low, beds.high, 1)}")
print(f"8 single springs in 10: {interval(beds.year_low, beds.year_high, 1)}")

# %% [markdown]
# At each midnight a delayed patient has exactly one reason, so the bands add up to all delayed transfers.

# %%
picture(result, "dtoc_by_reason")

# %% [markdown]
# Where patients come from and go to: most people go home and never wait. Delays are about the thin bands.

# %%
picture(result, "people_between_places")

# %% [markdown]
# Is the number of replications enough, and did the run begin settled? The first picture tells the half-width
# of the interval beside its line; the second, how much of the beginning, if any, stands apart from the rest.

# %%
picture(result, "precision")

# %%
picture(result, "warm_up")

# %% [markdown]
# Every figure comes from two tidy tables. `result.monthly` holds sums by replication, area, reason,
# organisation and more. The days of 61 midnights divided by 61 are the mean that stands above.

# %%
delayed = result.monthly[result.monthly["measure"] == "delayed_days"]
days = delayed.groupby("organisation", observed=True)["value"].sum() / result.manifest.replications
print(days.round())
print(f"all together {days.sum() / 61:.1f} beds a day")
