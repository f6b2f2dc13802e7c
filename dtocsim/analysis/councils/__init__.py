"""Councils fitted to their own delayed days, and how well a fitted year predicts the next."""

from .fitting import Fit, fit_councils
from .prediction import Prediction, predict

__all__ = ["Fit", "Prediction", "fit_councils", "predict"]
