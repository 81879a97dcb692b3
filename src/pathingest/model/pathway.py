"""The record: one career pathway, as the page states it. This shape is the public contract.

Where the page is silent the record is too: null, or an empty list. Nothing is guessed, and 0 means that 0 was stated.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NewType

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from pathingest.model.version import OLDER_VERSIONS, SCHEMA_VERSION

# Always with a fraction ("12.0"), so that readers who guess types from the data guess the same one everywhere.
Number = float
LanguageTag = NewType("LanguageTag", str)


def _current(version: object) -> object:
    """The version of a record that is read: an older one that is read as it is counts as the current one."""
    return SCHEMA_VERSION if version in OLDER_VERSIONS else version


class _Part(BaseModel):
    """Common to all parts of the record: frozen, nothing unknown, nothing coerced."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


class Weeks(_Part):
    """What durations are compared by: their length in weeks; a mean Gregorian year has 52.1775, a month 4.348125."""

    min: Number | None
    """The lower bound."""
    max: Number | None
    """The upper bound."""


class Duration(_Part):
    """A length of time in the unit that was written; nothing is converted but `weeks`."""

    text: Annotated[str | None, Field(examples=["12-18 months"])]
    """The duration as written; null for a computed sum."""
    min: Annotated[Number | None, Field(examples=[12])]
    """The lower bound; null where none is stated ("up to two years", "Ongoing")."""
    max: Annotated[Number | None, Field(examples=[18])]
    """The upper bound; null where none is stated ("10+ weeks", "Ongoing")."""
    unit: Annotated[Literal["hour", "day", "week", "month", "year"] | None, Field(examples=["month"])]
    """The unit that was written; null for "Ongoing"."""
    approximate: bool
    """Whether the page says "about", "~" or the like."""
    ongoing: bool
    """Whether the page says that it has no end ("Ongoing", "Self-paced")."""
    weeks: Weeks
    """The comparison value; hours are hours of work and have none."""


class Percent(_Part):
    """A signed change in percent, low <= high."""

    text: Annotated[str, Field(examples=["-30% to -50%"])]
    """The change as written."""
    low: Annotated[Number | None, Field(examples=[-50])]
    """The lower bound; null where none is stated ("up to 30% more")."""
    high: Annotated[Number | None, Field(examples=[-30])]
    """The upper bound; null where none is stated ("30% or more")."""
    note: Annotated[str | None, Field(examples=["depending on location"])]
    """What is in parentheses after it."""


class Money(_Part):
    """An amount or a range of money, written out: "$85k" is 85000."""

    text: Annotated[str, Field(examples=["$85k-$140k"])]
    """The amount as written."""
    low: Annotated[Number | None, Field(examples=[85000])]
    """The lower bound; null where none is stated ("up to $200k")."""
    high: Annotated[Number | None, Field(examples=[140000])]
    """The upper bound; null where none is stated ("$280,000+")."""
    currency: Annotated[str | None, Field(examples=["USD"])]
    """ISO 4217 code; null for a bare sign that several currencies share, unless the profile names one."""
    period: Literal["hour", "day", "week", "month", "year"] | None
    """What the amount is paid for, where it is said."""
    approximate: bool
    """Whether the page says "about", "~" or the like."""


class Effort(_Part):
    """Hours of work: a rate or a total."""

    text: Annotated[str, Field(examples=["10-15 hours per week"])]
    """The effort as written."""
    low: Annotated[Number | None, Field(examples=[10])]
    """The lower bound."""
    high: Annotated[Number | None, Field(examples=[15])]
    """The upper bound; null where none is stated."""
    unit: Annotated[Literal["hour/week", "hour/day", "hour"], Field(examples=["hour/week"])]
    """Hours a week, hours a day, or hours in all."""


class RoleName(_Part):
    """A job at one end of the pathway."""

    name: Annotated[str, Field(examples=["AI Research Scientist"])]
    """The role as the title names it."""
    label: Annotated[str | None, Field(examples=["Ai Research Scientist"])]
    """The page's own role line, often made from a slug; null if it has none."""


class Headline(_Part):
    """What follows the roles in the title."""

    text: Annotated[str, Field(examples=["Your 12-Month Transition Guide"])]
    """The words as written."""
    duration: Duration | None
    """The duration promised in them."""


class Difficulty(_Part):
    """How hard the page says the change is."""

    text: Annotated[str, Field(examples=["Challenging"])]
    """The word as written."""
    level: Literal["easy", "moderate", "challenging", "hard"] | None
    """The level it means; null if the word is unknown."""


class TransferableSkill(_Part):
    """A skill that the reader already has."""

    name: Annotated[str, Field(examples=["Python Programming"])]
    """The skill as written."""
    description: str | None
    """What the page says of it; paragraphs are separated by a blank line."""


class SkillToLearn(_Part):
    """A skill that the reader needs to learn."""

    name: Annotated[str, Field(examples=["Deep Learning Theory"])]
    """The skill as written."""
    priority: Literal["critical", "important", "nice_to_have"] | None
    """How much it matters, as the page's badge says."""
    duration: Duration | None
    """How long it takes."""
    guidance: str | None
    """How to learn it; paragraphs are separated by a blank line."""


class Resource(_Part):
    """Something to learn from."""

    name: Annotated[str, Field(examples=["Overleaf LaTeX tutorials"])]
    """The resource as written."""
    url: str | None
    """Its address, where the page links to it."""


class Phase(_Part):
    """One step of the roadmap."""

    position: Annotated[int, Field(ge=1)]
    """Its place in the roadmap, from 1."""
    title: str | None
    """The phase as written."""
    duration: Duration | None
    """How long it takes."""
    tasks: list[str]
    """What to do."""
    resources: list[Resource]
    """What to learn from."""


class RealityCheck(_Part):
    """What to expect."""

    rewards: list[str]
    """What the reader will love."""
    tradeoffs: list[str]
    """What the reader might miss."""
    challenges: list[str]
    """The biggest challenges."""


class PlanStep(_Part):
    """One stretch of the action plan."""

    label: Annotated[str, Field(examples=["Next 90 Days"])]
    """Its heading as written."""
    horizon: Duration | None
    """The time it spans; null where the heading states none."""
    tasks: list[str]
    """What to do in it."""


class Faq(_Part):
    """A question with its answer."""

    question: str | None
    """The question; null where only the answer was scraped."""
    answer: str | None
    """The answer; null where only the question was scraped. Paragraphs are separated by a blank line."""


class _Claim(_Part):
    """A figure stated in prose."""

    text: Annotated[str, Field(examples=["10-15 hours per week"])]
    """The figure as written."""
    about: str | None
    """The role or thing it is about, in the page's words, else the nearest heading that names one; null if not said."""
    at: Annotated[str, Field(examples=["/faq/0/answer"])]
    """JSON Pointer of the text it is in."""


class DurationClaim(_Claim):
    """A duration stated in prose."""

    kind: Literal["duration"]
    """What kind of figure it is."""
    value: Duration
    """The length of time that is stated."""


class EffortClaim(_Claim):
    """An effort stated in prose."""

    kind: Literal["effort"]
    """What kind of figure it is."""
    value: Effort
    """The hours that is stated."""


class SalaryClaim(_Claim):
    """A salary stated in prose."""

    kind: Literal["salary"]
    """What kind of figure it is."""
    value: Money
    """The pay that is stated."""


class SalaryChangeClaim(_Claim):
    """A salary change stated in prose."""

    kind: Literal["salary_change"]
    """What kind of figure it is."""
    value: Percent
    """The change that is stated."""


Claim = Annotated[DurationClaim | EffortClaim | SalaryClaim | SalaryChangeClaim, Field(discriminator="kind")]


class OtherSection(_Part):
    """A section that no profile knows: kept, never dropped."""

    heading: str | None
    """Its heading as written."""
    text: list[str]
    """Its paragraphs and items."""


class NestedSection(OtherSection):
    """A section that no profile knows, with sections under headings inside of it."""

    sections: list[OtherSection | NestedSection]
    """What stands under these headings, in page order; those of lower levels are inside of what they stand under."""


class TakenFrom(_Part):
    """Where in a feed a page was: a file of many pages, such as a crawl's archive."""

    feed: Annotated[str, Field(examples=["crawl.warc.gz"])]
    """The file of the feed, relative to the project, or its address."""
    at: Annotated[str, Field(examples=["1843"])]
    """Where the page is there: the offset in bytes, or the name of an archive's member."""
    record_id: str | None
    """The id that the feed gives the record: its WARC-Record-ID."""
    date: str | None
    """When the page was fetched, as the feed says it."""
    payload_digest: str | None
    """The digest of what was fetched, as the feed says it."""


class SourceRef(_Part):
    """A page that the record was read from."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    path: str | None
    """The page's path, relative to the project; null for text that came from no file."""
    url: str | None
    """The page's address, where it is known."""
    media_type: Annotated[str, Field(examples=["text/plain"])]
    """What kind of file it is."""
    rendering: Literal["inner_text", "readable", "html", "markdown"]
    """How the page became this text, recognised from the text itself."""
    profile: Annotated[str, Field(examples=["career-pathway"])]
    """The site or layout it was read as."""
    sha256: str
    """The digest of the bytes that were read."""
    views: Annotated[int, Field(ge=0)] | None
    """The page's view counter: volatile, part of no hash and no comparison."""
    taken_from: TakenFrom | None = None
    """Where in a feed it was taken from; null for a file of its own."""


class Pathway(_Part):
    """One career pathway: how to move from one job to another, as its page states it."""

    model_config = ConfigDict(title="Pathway", json_schema_serialization_defaults_required=True)

    @model_validator(mode="before")
    @classmethod
    def _without_editors_schema(cls, given: Any) -> Any:
        """Take what a file says for editors for no part of the record."""
        if isinstance(given, dict) and "$schema" in given:
            return {name: value for name, value in given.items() if name != "$schema"}
        return given

    schema_version: Annotated[Literal["2.1.0"], BeforeValidator(_current), Field(examples=[SCHEMA_VERSION])]
    """The version of this schema (semantic versioning)."""
    id: Annotated[str, Field(examples=["backend-developer-to-ai-research-scientist"])]
    """The url's own slug where it is known, else the slugs of the two roles."""
    title: str | None
    """The page's title."""
    kind: Literal["transition", "guide", "story"] = "transition"
    """Whether it is how to move from one job to another, how to get into one, or somebody's own move."""
    language: Annotated[LanguageTag | None, Field(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", examples=["en-US"])] = (
        None
    )
    """The page's language as it states it itself, a BCP 47 tag; null where its markup says nothing. Never guessed."""
    from_role: RoleName | None
    """The current role; null for a guide to one role, and where the page names none."""
    to_role: RoleName | None
    """The target role; null where the story of a move names none."""
    headline: Headline | None
    """What follows the roles in the title."""
    difficulty: Difficulty | None
    """How hard the page says the change is."""
    timeline: Duration | None
    """How long the page says the change takes."""
    salary_change: Percent | None
    """What the page says it does to the salary."""
    demand: str | None
    """What the page says of the demand for the role."""
    overview: list[str]
    """The overview's paragraphs."""
    transferable_skills: list[TransferableSkill]
    """Skills that the reader already has."""
    skills_to_learn: list[SkillToLearn]
    """Skills to learn, in page order."""
    roadmap: list[Phase]
    """The roadmap's phases, in page order."""
    roadmap_total: Duration | None
    """What the phases' durations add up to, in weeks; null if any phase lacks one."""
    reality_check: RealityCheck
    """What the page says to expect: rewards, tradeoffs, challenges."""
    action_plan: list[PlanStep]
    """What to do first."""
    faq: list[Faq]
    """Questions and answers."""
    claims: list[Claim]
    """The figures that overview, demand, answers and unknown sections state in prose."""
    other: list[OtherSection | NestedSection]
    """Sections that no profile knows."""
    sources: list[SourceRef]
    """The pages it was read from."""
