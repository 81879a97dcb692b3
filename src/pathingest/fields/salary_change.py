"""What the page says the change does to the salary."""

from __future__ import annotations

from pathingest.fields import Field, Reading
from pathingest.model.evidence import LABEL, Stretch
from pathingest.model.extraction import Extraction, Stated
from pathingest.values.languages import lexicon
from pathingest.values.percent import parse_percent


def extract(reading: Reading) -> Extraction:
    """The percentage beside the salary change's label; "around" before it, which no record holds, is a label too."""
    badge = reading.outline.header.badges.get("salary_change")
    if badge is None:
        return Extraction(None)
    text, language = badge.text, reading.profile.language
    found = parse_percent(text, language=language)
    if found is None:
        return Extraction(None)
    before = text[: found.start].rstrip()
    marks: tuple[Stretch, ...] = ()
    if lexicon(language).prefixes.get(before.strip(" .").lower()) == "approximate":
        marks = (Stretch(*badge.segment.locate(badge.start, badge.start + len(before)), LABEL),)
    return Extraction(Stated(found, badge.segment, badge.start), marks=marks)


FIELD = Field(extract)
