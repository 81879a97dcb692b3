"""The trained model: weights, known names, and how sure its answers are."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TypedDict

from pathingest.glued.features import Features
from pathingest.glued.memory import MOST
from pathingest.glued.names import Names, unfolded
from pathingest.glued.seams import Scanner

CLAMP = 0.002  # nearer to 0 or 1 a raw probability says no more: what then is wrong was never seen as a seam
_LEAST = 700.0  # the exponential of more is no number
_LONG_CAPITALS = re.compile(r"[A-Z]{6,}")
_LONG_DOMAIN = re.compile(r"\b[A-Z][a-z]{5,}\.[a-z]{2,6}\b")


class Trained(TypedDict):
    """What `trained.json` holds: see `tools/resources/train.py`.

    Names, see `unfolded`; for each weight in tenths its features between bars; and the weights of the calibration.
    """

    names: str
    weights: dict[str, str]
    calibration: dict[str, float]


class Model:
    """The weights, in tables, the names and the calibration."""

    def __init__(
        self, weights: Mapping[str, int], names: Names, calibration: Mapping[str, float], most: int = MOST
    ) -> None:
        """Take weights in tenths; a table keeps at most so many values, and must keep none where *names* change."""
        self.calibration = calibration
        self.names = names
        self.scanner = Scanner(names, most)
        self.features = Features(weights.get, names, most)
        self._one, self._scale = calibration["one"], calibration["logit"]
        self._sure = round(logistic(self._one + self._scale * raw(1)), 4)

    def confidence(self, probability: float, text: str) -> float:
        """Return the share of right answers that answers like this one, of this raw probability, turned out to have."""
        doubts = self.doubts(text) if text else ()
        if probability >= 1 - CLAMP and not doubts:
            return self._sure
        logit = self._one + self._scale * raw(probability)
        for doubt in doubts:
            logit += self.calibration[doubt]
        return round(logistic(logit), 4)

    def doubts(self, text: str) -> list[str]:
        """Return the signs that a seam in an answer was never considered."""
        known, found = self.names.known, []
        if not known.issuperset(_LONG_CAPITALS.findall(text)):
            found.append("capitals")
        if "." in text and not known.issuperset(_LONG_DOMAIN.findall(text)):
            found.append("domain")
        return found


def raw(probability: float) -> float:
    """Return the logit of a probability, which near 0 and 1 says no more."""
    probability = min(max(probability, CLAMP), 1 - CLAMP)
    return math.log(probability / (1 - probability))


def logistic(logit: float) -> float:
    """Return the probability of a logit."""
    return 1 / (1 + math.exp(-max(logit, -_LEAST)))


@lru_cache(maxsize=1000)
def probability_of(score: int) -> float:
    """Return the probability of a logit in tenths."""
    return logistic(score / 10)


def weights_of(data: Trained) -> dict[str, int]:
    """Return the weight of each feature, in tenths."""
    return {feature: int(weight) for weight, listed in data["weights"].items() for feature in listed.split("|")}


def trained() -> Trained:
    """Return the data that comes with the package."""
    data: Trained = json.loads(Path(__file__).with_name("trained.json").read_text(encoding="utf-8"))
    return data


@cache
def shipped() -> Model:
    """Return the model that comes with the package, read at the first call."""
    data = trained()
    return Model(weights_of(data), Names(unfolded(data["names"])), data["calibration"])
