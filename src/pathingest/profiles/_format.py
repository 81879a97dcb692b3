"""The file format of a profile. docs/profiles.md says the same in prose, and a test compares the two."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pathingest.model.section import Role
from pathingest.profiles._terms import Column, Label

Priority = Literal["critical", "important", "nice_to_have"]
Level = Literal["easy", "moderate", "challenging", "hard"]
_Words = Annotated[list[str], Field(min_length=1)]


class SelectorsFile(BaseModel):
    """CSS selectors, for HTML pages whose markup does not say by itself what it is."""

    model_config = ConfigDict(title="Selectors", extra="forbid", strict=True, use_attribute_docstrings=True)

    content: list[str] = []
    """What holds the pathway; everything outside is boilerplate."""
    skip: list[str] = []
    """Boilerplate."""
    heading: list[str] = []
    """Headings that are no h1 to h6."""
    item: list[str] = []
    """Items of lists that are no li."""
    chip: list[str] = []
    """Elements that are texts of their own, whatever is beside them."""
    time: list[str] = []
    """Elements with a phase's time or its dates, which are no task."""


class MatchFile(BaseModel):
    """How a page of the site or layout is recognised."""

    model_config = ConfigDict(title="Match", extra="forbid", strict=True, use_attribute_docstrings=True)

    hosts: list[str] = []
    """Hosts of its addresses; subdomains count."""
    headings: Annotated[int, Field(ge=1)] = 2
    """How many of its headings, labels and titles a page must have at least."""


class ProfileFile(BaseModel):
    """The profile of a site or a layout: docs/profiles.md. Unknown keys are errors."""

    model_config = ConfigDict(title="Profile", extra="forbid", strict=True, use_attribute_docstrings=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    """What it is called: lower-case words joined by hyphens."""
    language: Literal["en", "de", "es", "fr"] = "en"
    """The language that values are read in."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    """What a bare "$" means, as an ISO 4217 code."""
    match: MatchFile = MatchFile()
    """How its pages are recognised."""
    selectors: SelectorsFile = SelectorsFile()
    """What the markup of its pages does not say by itself."""
    sections: dict[Role, _Words] = {}
    """CSS selectors of elements that are sections, whatever heads them."""
    site_labels: list[str] = []
    """The line that pages of the site begin with; a view counter may be glued to it."""
    counters: list[str] = []
    """The words after the number of a view counter."""
    title_patterns: list[str] = []
    """Titles that the general grammar does not read: "Quit {from}, start {to} | {headline}", "A career as {to}"."""
    title_address: list[str] = []
    """The words that headlines begin with ("Your 9-Month …")."""
    title_words: list[str] = []
    """Words of which a headline of the site has one."""
    headings: Annotated[dict[Role, _Words], Field(min_length=1)]
    """The texts of headings. "(the |your |)plan" is three of them; "{role}" is any few words, "{n}" a number."""
    labels: dict[Label, _Words] = {}
    """The texts of labels. "Coming from {value}" is one that needs no colon before its value."""
    columns: dict[Column, _Words] = {}
    """What heads the columns of tables."""
    positions: list[str] = []
    """How a phase's place is written before its title: "Step {n}", "Month {n}"."""
    priorities: dict[Priority, _Words] = {}
    """Badge words of priorities."""
    difficulties: dict[Level, _Words] = {}
    """Badge words of difficulties."""
    horizons: dict[str, str] = {}
    """A heading of the action plan, and the duration that it means."""
    boilerplate: list[str] = []
    """Whole lines that the layout says on every page."""
    other_headings: list[str] = []
    """How headings begin that have no field of their own."""
