"""Train the weights of the glued-name splitter; the same data and seeds give the same file, byte for byte.

python tools/resources/train.py            write src/pathingest/values/resources.json
python tools/resources/train.py --check    compare with the file that is there, write nothing

Pure Python. The trainer is FTRL-Proximal (McMahan et al., 2013): logistic regression whose L1 term leaves most weights
at zero. Known names and context are hidden from a part of the lines, so that shape and words carry weight as well.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from compose import Line, compose, names

from pathingest.values.resources import Found, Lattice, Model, Names, Reading, Trained

TARGET = Path(__file__).parents[2] / "src" / "pathingest" / "values" / "resources.json"
TRAIN, TRIAL, HELD_OUT = (1, 45_000), (3, 20_000), (2, 3_000)  # seed and number of lines
EPOCHS, ALPHA, BETA, L1, L2 = 5, 0.1, 1.0, 27.0, 2.0
HIDE = 0.35  # the share of known names hidden from the classifier while it learns

HIDE_MORE = 0.5  # and while it is calibrated: fewer names are known on pages of other fields
NEUTRAL = {"logit": 1.0, "one": 0.0, "capitals": 0.0, "domain": 0.0}


class Forgetful(Names):
    """Known names of which some are forgotten, others for every line."""

    def __init__(self, known: Iterable[str], share: float) -> None:
        """Forget this share of the names."""
        super().__init__(known)
        self.share, self.random, self.forgotten = share, random.Random(0), {}

    forgotten: dict[str, bool]

    def at(self, line: str, shape: str, start: int) -> Found | None:
        """Return the known name that starts here, unless it is forgotten for this line."""
        found = super().at(line, shape, start)
        if found is None:
            return None
        name = line[found.start : found.end].lower()
        if name not in self.forgotten:
            self.forgotten[name] = self.random.random() < self.share
        return None if self.forgotten[name] else found


def starts(items: Iterable[str]) -> list[int]:
    """Return the offset at which each item after the first begins, when glued."""
    offsets, at = [], 0
    for item in items:
        offsets.append(at)
        at += len(item)
    return offsets[1:]


def examples(lines: Iterable[Line], known: Forgetful) -> Iterator[tuple[list[str], int]]:
    """Yield for every seam of every line its features, given the true start of the item before it, and the truth."""
    for line in lines:
        known.forgotten = {}
        reading = Reading(line.glued, line.context, known)
        reading.prepare()
        true, since = set(starts(line.items)), 0
        for k, seam in enumerate(reading.seams):
            yield [*reading.static(k), *reading.history(since, k)], int(seam in true)
            if seam in true:
                since = seam


def fit(data: list[tuple[list[str], int]], least: float) -> dict[str, float]:
    """Return the weight of each feature."""
    ids: dict[str, int] = {}
    rows = [([ids.setdefault(feature, len(ids)) for feature in features], truth) for features, truth in data]
    z, n, w = [0.0] * len(ids), [0.0] * len(ids), [0.0] * len(ids)
    order = random.Random(3)
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for features, truth in rows:
            step(features, truth, (z, n, w), least)
    return {feature: w[i] for feature, i in ids.items()}


def step(features: list[int], truth: int, state: tuple[list[float], list[float], list[float]], least: float) -> None:
    """Learn one example."""
    z, n, w = state
    logit = sum([w[i] for i in features])
    gradient = (1 / (1 + math.exp(-logit)) if logit > -700 else 0.0) - truth
    square = gradient * gradient
    for i in features:
        grown = n[i] + square
        z[i] += gradient - (math.sqrt(grown) - math.sqrt(n[i])) / ALPHA * w[i]
        n[i] = grown
        if abs(z[i]) > least:
            w[i] = -(z[i] - math.copysign(least, z[i])) / ((BETA + math.sqrt(grown)) / ALPHA + L2)
        else:
            w[i] = 0.0


def calibrate(model: Model, lines: Iterable[Line], known: Forgetful) -> dict[str, float]:
    """Fit how an item's confidence follows from its logit (Platt) and its doubts, on lines training did not see."""
    rows: list[tuple[dict[str, float], int]] = []
    for line in lines:
        known.forgotten = {}
        lattice = Lattice(Reading(line.glued, line.context, known), model)
        cuts = [0, *starts(line.items), len(line.glued)]
        true = set(pairwise(cuts))
        for item in lattice.split(0, line.glued, model).items:
            a, b = lattice.nodes.index(item.start), lattice.nodes.index(item.end)
            rows.append((dict(model.doubts(lattice.items[a, b], item.name)), int((item.start, item.end) in true)))
    return descend(rows)


def descend(rows: list[tuple[dict[str, float], int]]) -> dict[str, float]:
    """Return the weights of a small logistic regression, by plain gradient descent with momentum."""
    weights = dict.fromkeys(NEUTRAL, 0.0)
    pace = dict.fromkeys(weights, 0.0)
    for _ in range(400):
        slope = dict.fromkeys(weights, 0.0)
        for found, truth in rows:
            error = 1 / (1 + math.exp(-sum([weights[key] * x for key, x in found.items()]))) - truth
            for key, x in found.items():
                slope[key] += error * x
        for key in weights:
            pace[key] = 0.9 * pace[key] - 0.3 * slope[key] / len(rows)
            weights[key] += pace[key]
    return {key: round(weight, 2) for key, weight in weights.items()}


def learned(lines: list[Line], calibration: dict[str, float], least: float) -> Trained:
    """Return what these lines teach; weights whose evidence is less than *least* are none."""
    weights = fit(list(examples(lines, Forgetful(names(), HIDE))), least)
    whole = {feature: round(weight * 10) for feature, weight in sorted(weights.items())}
    kept = {feature: weight for feature, weight in whole.items() if weight}
    return {"names": "|".join(names()), "calibration": calibration, "weights": kept}


def train() -> str:
    """Return the text of the weights file.

    Confidence is fitted with a trial model on names that this model never saw; the shipped one then learns from all.
    """
    trial = learned(compose(*TRIAL, "most"), NEUTRAL, L1 * TRIAL[1] / TRAIN[1])
    calibration = calibrate(Model(trial), compose(*HELD_OUT, "rest"), Forgetful(names(), HIDE_MORE))
    data = learned(compose(*TRAIN), calibration, L1)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def main() -> int:
    """Write the file, or with --check say whether it is what training gives."""
    text = train()
    if "--check" in sys.argv:
        same = TARGET.read_text(encoding="utf-8") == text
        print("same" if same else "differs")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(text.encode())} bytes, {text.count(':') - 4} weights")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
