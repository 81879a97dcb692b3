"""What `make bench` writes: figures with their spread, the machine, and a plot, whatever was measured."""

from __future__ import annotations

import platform
import re
from pathlib import Path
from xml.etree import ElementTree as ET

from measuring import spread
from report import Conditions, document, plot
from speed import HEAD, HTML, REST, TEXT, Figure

DOCS = Path(__file__).resolve().parents[1] / "docs"
FIGURES = [
    Figure(TEXT, "FLOOR", "µs", spread([140, 150, 160])),
    Figure(TEXT, "record & evidence", "× FLOOR", spread([30, 32, 40, 34]), 33.333, 12.5),
    Figure(HTML, "record", "× FLOOR-H", spread([7, 7.5, 9]), 7.75),
    Figure(REST, "lint of 4 *.txt: what is kept", "KB", spread([5.75])),
]
CONDITIONS = Conditions(200, 3, 0.25)


def test_the_document_has_each_figure_and_what_it_was_measured_with() -> None:
    text = document(FIGURES, CONDITIONS)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    assert ["text", *HEAD[1:]] in rows
    assert ["HTML", *HEAD[1:5]] in rows
    assert ["record & evidence", "× FLOOR", "33", "30.5–38.5", "33.3", "12.5"] in rows
    assert ["lint of 4 *.txt: what is kept", "KB", "5.75"] in rows
    assert ["Python", f"{platform.python_implementation()} {platform.python_version()}"] in rows
    assert ["pages of each kind", "200"] in rows
    (processor,) = [row[1] for row in rows if row[0] == "processor"]
    assert re.fullmatch(r"\d+ × .+", processor)


def test_the_plot_is_well_formed_and_has_a_bar_for_each_ratio() -> None:
    root = ET.fromstring(plot(FIGURES))  # noqa: S314  written above
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"text: record & evidence", "HTML: record"} <= set(texts)
    assert not [text for text in texts if text and "FLOOR" in text]
    bars = [element for element in root.iter() if element.get("stroke-width") == "12"]
    assert len(bars) == 2
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    for number in re.findall(r"[MHV]([\d.]+)", " ".join(element.get("d", "") for element in root.iter())):
        assert 0 <= float(number) <= max(width, height)


def test_what_is_kept_is_of_that_form() -> None:
    """A document as `make bench` writes it, and the plot that it shows."""
    text = (DOCS / "performance.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\(([^)]+)\)", text) == ["speed.md", "performance.svg"]
    assert text.count("\n| measured with") == 1
    assert {TEXT, HTML, REST} <= set(re.findall(r"^\| (text|HTML|the rest) ", text, re.MULTILINE))
    assert ET.parse(DOCS / "performance.svg").getroot().tag.endswith("svg")  # noqa: S314  our own
