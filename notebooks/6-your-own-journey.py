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
# # Your own journey: the stroke service of Monks et al. (2016)
#
# `dtocsim.flow` knows nothing of hospitals: pools, streams of people, and journeys through them. Two
# wards without a limit; how often exactly n beds are needed tells what n beds would mean.

# %%
import numpy as np

from dtocsim.flow import By, Lognormal, Network
from dtocsim.flow.replications import replicate

network = Network("stroke service", days=2000, warm_up_days=400)
acute, rehabilitation = network.pool("acute"), network.pool("rehabilitation")
destination = network.attribute("destination", "rehabilitation", "early supported discharge", "other")

# %% [markdown]
# A stay depends on where the patient goes next, so that is drawn first. The journey then reads aloud.

# %%
SHARES = {"rehabilitation": 0.24, "early supported discharge": 0.13, "other": 0.63}
STAYS = {
    "rehabilitation": Lognormal(7.4, 8.61),
    "early supported discharge": Lognormal(4.6, 4.8),
    "other": Lognormal(7.0, 8.7),
}
stroke = network.journey("stroke")
stroke.draw("after acute", destination, SHARES)
stroke.seize(acute).hold("acute stay", By(destination, STAYS)).release(acute)
with stroke.branch("destination", destination) as to, to("rehabilitation"):
    stroke.seize(rehabilitation).hold("rehabilitation stay", Lognormal(29.2, 25.6)).release(rehabilitation)

strokes = network.stream("strokes", stroke, 1 / 1.2)

# %% [markdown]
# An unlimited ward holds arrival rate times mean stay: theory says what the simulation has to find.


# %%
def occupied(tally):
    return float(np.mean(tally.pool(acute).occupied_at_midnight))


def delayed_with_nine_beds(tally):
    needed = np.bincount(tally.pool(acute).occupied_at_midnight, minlength=10)
    return float(needed[9] / needed[:10].sum())


found = replicate(network, {"occupied": occupied, "P(delay), 9 beds": delayed_with_nine_beds}, 10, seed=1)
mean_stay = sum(SHARES[name] * STAYS[name].mean for name in SHARES)
print(f"theory: {mean_stay / 1.2:.2f} strokes in acute beds")
for name, estimate in found.items():
    print(f"{name}: {estimate.mean:.3f} ± {estimate.half_width:.3f}")

# %% [markdown]
# The whole service, with all kinds of patients and held to the exact results, is
# `dtocsim/analysis/proof/stroke.py`.
