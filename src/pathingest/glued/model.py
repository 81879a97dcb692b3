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
from pathingest.glued.memory import MOST, Table
from pathingest.glued.names import Names, unfolded
from pathingest.glued.seams import LAST_WORDS, Scanner, shape_of

CLAMP = 0.002  # nearer to 0 or 1 a raw probability says no more: what then is wrong was never seen as a seam
_LEAST = 700.0  # the exponential of more is no number
_SHORT = 6  # characters: a shorter plain word is one
_ACRONYM, _CAPITALS = 2, 6  # the least letters of an acronym, and of a run of capitals that is likely more than one
_LONG_CAPITALS = re.compile(rf"[A-Z]{{{2 * _ACRONYM},}}")
_TITLED = re.compile(r"(?<![^\W_])[A-Z](?=[A-Z][a-z])")  # "RMath": R, or what is in C, then another name
_GOES_ON = (
    "s|at|al|ing|ham|ton|dom|board|ed|er|ist|ar|iv|les|ful|iz|is|ian|iti|le|ab|ue|an|or|ly|es|ic|in|g|book|mark|keep"
    "|line|ware|work|let|end|shel|sto"
)
_LED_BY_LOWER = re.compile(  # "Rails 4weak self", "Introductionnull podcast": a name led by lower case may hide there
    rf"(?<![^\W_])[0-9]+[a-z]{{3}}|[a-z]{{15}}"
    rf"|(?i:{LAST_WORDS}|basics|lessons|notes|questions|beginners|professionals|programmers|developers|systems|algorithms"
    "|language|patterns|structures|manual|essentials|software|academy|university|library"
    rf"|[a-z]{{2}}(?:tion|sion|ment|ence|ance|ness|ics|ship|logy|graphy|ing))(?!{_GOES_ON})[a-z]{{3}}"
)
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
        self._doubts = Table(self._of_word, most)
        self._one, self._scale = calibration["one"], calibration["logit"]
        self._sure = logistic(self._one + self._scale * raw(1))

    def confidence(self, probability: float, text: str) -> float:
        """Return the share of right answers that answers like this one, of this raw probability, turned out to have."""
        sure = self._sure if probability >= 1 - CLAMP else logistic(self._one + self._scale * raw(probability))
        for doubt in self.doubts(text) if text else ():
            sure *= self.calibration[doubt]
        return round(sure, 4)

    def doubts(self, text: str) -> list[str]:
        """Return the signs that a seam in an answer was never considered, each once."""
        kept = self._doubts
        found = [doubt for word in text.split(" ") if word for doubt in kept[word]]
        return sorted({*found}) if found else found

    def _of_word(self, word: str) -> tuple[str, ...]:
        """Return the signs that a word is two names."""
        if len(word) < _SHORT and word.isalpha() and (word.islower() or word[1:].islower()):
            return ()
        found, names = [], self.names
        if any(map(self._is_more, _LONG_CAPITALS.findall(word))) or self._has_unknown(_TITLED, word):
            found.append("capitals")
        if "." in word and not names.known.issuperset(_LONG_DOMAIN.findall(word)):
            found.append("domain")
        if names.hides(word) or self._has_unknown(_LED_BY_LOWER, word):
            found.append("lower")
        return tuple(found)

    def _has_unknown(self, pattern: re.Pattern[str], text: str) -> bool:
        """Return whether a pattern is somewhere in a text where no known name starts."""
        found = list(pattern.finditer(text))
        shape = shape_of(text) if found else ""
        return not all(self.names.at(text, shape, match.start()) for match in found)

    def _is_more(self, run: str) -> bool:
        """Return whether a run of capitals may be two names: it is long, or a part of it is known ("SAPC")."""
        if (knows := self.names.knows)(run):
            return False
        cuts = range(_ACRONYM, len(run) - _ACRONYM + 1)
        return len(run) >= _CAPITALS or knows(run[:-1]) or any(knows(run[:at]) or knows(run[at:]) for at in cuts)


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
