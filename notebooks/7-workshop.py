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
# # A workshop script
#
# The pictures in the order of the story. Run it before the room fills; each picture is a question.

# %%
import dtocsim
from dtocsim.experiment import compare
from dtocsim.report import picture

SHORT = ("run.days=91", "run.replications=5")
SCENARIOS = "../scenarios"
base = dtocsim.load(f"{SCENARIOS}/england-2017-18.yaml", set_=SHORT)
result = dtocsim.run(base, system="Derbyshire")

# %% [markdown]
# **1. What waits for what?** Ask first, then show. Most guess care homes.

# %%
picture(result, "dtoc_by_reason")

# %% [markdown]
# **2. Who answers for it?** Neither alone can end it.

# %%
picture(result, "dtoc_by_organisation")

# %% [markdown]
# **3. How full is it?** Where the blue line touches the black one, the next patient waits at the front door.

# %%
picture(result, "beds_against_capacity")

# %% [markdown]
# **4. What would you do?** Two ideas of the room, on the same people. Which one first, and how sure are we?

# %%
names = ("more-care-home-places", "quicker-packages-of-care")
ideas = [dtocsim.load(f"{SCENARIOS}/what-if/{name}.yaml", set_=SHORT) for name in names]
comparison = compare(base, ideas, system="Derbyshire", replications=5)
picture(comparison, "what_ifs")

# %% [markdown]
# **5. When does it help?** A single month says little; look at all of them.

# %%
picture(comparison, "difference_by_month")

# %% [markdown]
# **6. For whom?** What helps the system need not help every place in it alike.

# %%
picture(comparison, "change_by_area")
