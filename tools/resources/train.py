"""Train the weights of the glued-name splitter; the same data and seeds give the same file, byte for byte.

python tools/resources/train.py            write src/pathingest/glued/trained.json
python tools/resources/train.py --check    compare with the file that is there, write nothing

Pure Python. The trainer is FTRL-Proximal (McMahan et al., 2013): logistic regression whose L1 term leaves most weights
at zero. Known names and context are hidden from a part of the lines, so that shape and words carry weight as well. Of
the known names those are shipped that the splitter would miss most, as many as fit.
"""

from __future__ import annotations

import gc
import json
import math
import random
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, takewhile
from pathlib import Path

from compose import Line, compose, development, items, names

from pathingest.glued.features import Features
from pathingest.glued.lattice import Lattice
from pathingest.glued.memory import MOST, Memory
from pathingest.glued.model import Model, Trained, logistic, raw, weights_of
from pathingest.glued.names import SHARED, Found, Names, unfolded
from pathingest.glued.seams import GluedLine, Scanner, shape_of

TARGET = Path(__file__).parents[2] / "src" / "pathingest" / "glued" / "trained.json"
TRAIN, TRIAL, HELD_OUT = (1, 56_000), (3, 16_000), (2, 4_000)  # seed and number of lines
EPOCHS, ALPHA, BETA, L1, L2 = 3, 0.1, 1.0, 12.0, 2.0
HIDE = 0.4  # the share of known names hidden from the classifier while it learns
HIDE_MORE = 0.6  # and while it is calibrated: fewer names are known on pages of other fields
REAL = 5  # times that a line of the development set counts, when calibrated
DOUBTS = ("capitals", "domain", "lower")
NEUTRAL = {"logit": 1.0, "one": 0.0, **dict.fromkeys(DOUBTS, 1.0)}
SIZE = 39_900  # bytes of the file
PROBES = (  # what is before and after a name, with seams as bars
    *(("", "|"), ("", " tutorials|"), ("Kaggle Learn|", " docs|"), ("Papers With Code|", "|YouTube videos")),
    *(
        ("", "|The Great Courses"),
        ("Statistics by Ann Portman|", " tutorials|"),
        ("Introduction to ", " Basics"),
        ("Book: 'Learning ", "' by John Smith|"),
    ),
    *(("Videos on ", "|Reading list"), ("Real Python|", " University|")),
)


class Forgetful(Names):
    """Known names of which some are forgotten, others for every line."""

    def __init__(self, known: Iterable[str], share: float) -> None:
        """Forget this share of the names."""
        super().__init__(known)
        self.share, self.random = share, random.Random(0)
        self.forgotten: dict[str, bool] = {}

    def forgets(self, name: str) -> bool:
        """Return whether this name is forgotten for this line."""
        low = name.lower()
        if low not in self.forgotten:
            self.forgotten[low] = self.random.random() < self.share
        return self.forgotten[low]

    def at(self, line: str, shape: str, start: int) -> Found | None:
        """Return the known name that starts here, unless it is forgotten for this line."""
        found = super().at(line, shape, start)
        return None if found is None or self.forgets(line[found[0] : found[1]]) else found

    def knows(self, name: str) -> bool:
        """Return whether a name is known, and not forgotten for this line."""
        return super().knows(name) and not self.forgets(name)


class Glance(Scanner):
    """A scanner that keeps the seams of words, which are the same whatever is forgotten, and no known names."""

    def __init__(self, names: Forgetful) -> None:
        """Look for these names."""
        super().__init__(names, most=0)
        self._seams = Memory(MOST)


def anew(line: Line, scanner: Scanner, known: Forgetful) -> GluedLine:
    """Return a line as the classifier sees it, where other names are forgotten than in the line before.

    Those are drawn in lines without a seam too.
    """
    known.forgotten = {}
    read = GluedLine(line.glued, line.context, scanner)
    if not known.forgotten:
        scanner.found(line.glued, shape_of(line.glued))
    return read


def starts(items: Iterable[str]) -> list[int]:
    """Return the offset at which each item after the first begins, when glued."""
    offsets, at = [], 0
    for item in items:
        offsets.append(at)
        at += len(item)
    return offsets[1:]


def examples(lines: Iterable[Line], known: Forgetful) -> Iterator[tuple[list[str], int]]:
    """Yield for every seam of every line its features, given the true start of the item before it, and the truth."""
    features: list[str] = []

    def note(feature: str, _: int) -> int:
        features.append(feature)
        return 0

    scanner, weigher = Glance(known), Features(note, known, most=0)
    for line in lines:
        read = anew(line, scanner, known)
        true, since = set(starts(line.items)), read.start
        for index, at in enumerate(read.seams):
            features.clear()
            seam = weigher.seam(read, index)
            weigher.history(read, since, seam)
            yield features[:], int(at in true)
            if at in true:
                since = seam.place


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


Answer = tuple[float, list[str], int]
"""Of one item: the logit of its probability, the doubts about it, and whether it is right."""


def calibrate(weights: Mapping[str, int], lines: Iterable[Line], real: Iterable[Line]) -> dict[str, float]:
    """Fit how an item's confidence follows from its logit (Platt), on lines training did not see.

    A doubt says that a seam was never considered, whatever the logit: of the confidence remains the share of items that
    turned out right. Of composed lines more names are forgotten; real ones count for several.
    """
    found = answers(weights, lines, Forgetful(names(), HIDE_MORE)) + REAL * answers(
        weights, real, Forgetful(names(), 0)
    )
    fitted = descend([(logit, truth) for logit, doubts, truth in found if not doubts])
    for doubt in DOUBTS:
        own = [(logistic(fitted["one"] + fitted["logit"] * x), truth) for x, doubts, truth in found if doubt in doubts]
        fitted[doubt] = round(min(1.0, sum(truth for _, truth in own) / sum(sure for sure, _ in own)), 2)
    return fitted


def answers(weights: Mapping[str, int], lines: Iterable[Line], known: Forgetful) -> list[Answer]:
    """Return the items that the model finds in lines."""
    found: list[Answer] = []
    model = Model(weights, known, NEUTRAL, most=0)
    for line in lines:
        lattice = Lattice(anew(line, model.scanner, known), model)
        true = set(pairwise([0, *starts(line.items), len(line.glued)]))
        for start, end, likely in lattice.items(lattice.ways()):
            found.append((raw(likely), model.doubts(line.glued[start:end]), int((start, end) in true)))
    return found


def descend(rows: list[tuple[float, int]]) -> dict[str, float]:
    """Return slope and offset of a logistic regression, by plain gradient descent with momentum."""
    scale = offset = scale_pace = offset_pace = 0.0
    for _ in range(400):
        scale_slope = offset_slope = 0.0
        for x, truth in rows:
            error = logistic(scale * x + offset) - truth
            scale_slope += error * x
            offset_slope += error
        scale_pace = 0.9 * scale_pace - 0.3 * scale_slope / len(rows)
        offset_pace = 0.9 * offset_pace - 0.3 * offset_slope / len(rows)
        scale += scale_pace
        offset += offset_pace
    return {"logit": round(scale, 2), "one": round(offset, 2)}


def learned(lines: list[Line], calibration: dict[str, float], least: float) -> Trained:
    """Return what these lines teach; weights whose evidence is less than *least* are none."""
    weights = fit(list(examples(lines, Forgetful(names(), HIDE))), least)
    alike: dict[str, list[str]] = {}
    for feature, weight in sorted(weights.items()):
        if rounded := round(weight * 10):
            alike.setdefault(str(rounded), []).append(feature)
    packed = {weight: "|".join(features) for weight, features in alike.items()}
    return {"names": folded(names()), "calibration": calibration, "weights": packed}


def folded(known: Iterable[str]) -> str:
    """Return names as what each shares with the one before, and the letters after: what `unfolded` reads."""
    ordered = sorted(known)
    assert not set(SHARED) & set("".join(ordered))
    shared = [min(9, _alike(*pair)) for pair in pairwise(["", *ordered])]
    return "".join(SHARED[count] + name[count:] for count, name in zip(shared, ordered, strict=True))


def _alike(one: str, other: str) -> int:
    """Return how many letters two names begin with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


class Without(Names):
    """Known names but one."""

    missing = ""

    def at(self, line: str, shape: str, start: int) -> Found | None:
        """Return the known name that starts here, unless it is the missing one."""
        found = super().at(line, shape, start)
        return None if found and line[found[0] : found[1]] == self.missing else found

    def knows(self, name: str) -> bool:
        """Return whether a name is known, and not the missing one."""
        return name != self.missing and super().knows(name)

    def led(self, line: str, low: int, high: int) -> list[int]:
        """Return where a known name begins inside a word, unless it is the missing one."""
        return [at for at in super().led(line, low, high) if not line.startswith(self.missing, low + at)]


def missed(weights: Mapping[str, int], calibration: Mapping[str, float]) -> list[str]:
    """Return the known names, those first without which most would go wrong: often said, and not understood unknown."""
    said = Counter(word for row in items() for item in row for word in {*item.split(" "), item, *_pairs(item)})
    known = Without(names())
    model = Model(weights, known, calibration, most=0)

    def loss(name: str) -> float:
        known.missing = name
        sure = [sureness(f"{before}{name}{after}".strip("|").split("|"), model) for before, after in PROBES]
        return (len(sure) - sum(sure)) * (0.5 + min(said[name], 8))

    return sorted(names(), key=lambda name: (-loss(name), name))


def _pairs(item: str) -> set[str]:
    return {" ".join(pair) for pair in pairwise(item.split(" "))}


def sureness(parts: list[str], model: Model) -> float:
    """Return how sure the model is of the right split."""
    line = "".join(parts)
    lattice = Lattice(GluedLine(line, "", model.scanner), model)
    nodes = lattice.nodes
    likely = {(nodes[a], nodes[b]): item for a, steps in enumerate(lattice.steps) for b, _, item in steps}
    return model.confidence(min(likely.get(ends, 0.0) for ends in pairwise([0, *starts(parts), len(line)])), line)


def train() -> str:
    """Return the text of the weights file.

    Confidence is fitted with a trial model on names that this model never saw; the shipped one then learns from all.
    """
    trial = learned(compose(*TRIAL, "most"), NEUTRAL, L1 * TRIAL[1] / TRAIN[1])
    calibration = calibrate(weights_of(trial), compose(*HELD_OUT, "rest"), development())
    data = learned(compose(*TRAIN), calibration, L1)
    wanted = missed(weights_of(data), calibration)
    data["names"] = ""
    data["names"] = folded(fitting(wanted, SIZE - len(written(data).encode())))
    return written(data)


def fitting(wanted: list[str], room: int) -> list[str]:
    """Return the first names, as many as fit into so many bytes."""
    return wanted[: bisect_right(range(len(wanted)), room, key=lambda count: len(folded(wanted[:count]).encode())) - 1]


def written(data: Trained) -> str:
    """Return the text of the file."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def main() -> int:
    """Write the file, or with --check say whether it is what training gives."""
    gc.disable()  # of millions of small lists none holds itself
    text = train()
    if "--check" in sys.argv:
        same = TARGET.read_text(encoding="utf-8") == text
        print("same" if same else "differs")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    data = json.loads(text)
    weights = sum(features.count("|") + 1 for features in data["weights"].values())
    print(f"{TARGET.name}: {len(text.encode())} bytes, {weights} weights, {len(unfolded(data['names']))} names")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
