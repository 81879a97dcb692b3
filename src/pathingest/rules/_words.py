"""Words for rules that compare texts: what a text's words are, and which of them are one word in several forms.

`stem` errs on the side of uniting: rules that use it say that something is *missing*, so two words wrongly united cost
a finding, two wrongly kept apart cost a false one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathingest.model.pathway import OtherSection, Pathway


_VOWELS = frozenset("aeiouy")
_IRREGULAR = {
    "written": "write", "wrote": "write", "taught": "teach", "built": "build", "sold": "sell", "sale": "sell",
    "spoke": "speak", "spoken": "speak", "drawn": "draw", "drew": "draw", "led": "lead", "science": "scientist",
    "scientific": "scientist", "knives": "knife", "lives": "life", "children": "child", "women": "woman", "men": "man",
    "people": "person", "feet": "foot", "teeth": "tooth", "matrices": "matrix", "indices": "index", "theses": "thesis",
    "diagnosis": "diagnose", "diagnostic": "diagnose", "maintenance": "maintain", "probability": "probabilistic",
    "warehousing": "warehouse", "invoicing": "invoice", "invoiced": "invoice", "licence": "license",
    "nutrition": "nutrient", "nutritional": "nutrient", "nutritionist": "nutrient", "safety": "safe",
    "chemistry": "chemist", "chemical": "chemist", "storage": "store", "supervision": "supervise",
    "therapeutic": "therapist", "videography": "video", "medicine": "medical", "hypothesis": "hypotheses",
    "analyse": "analysis", "analyze": "analysis", "analysed": "analysis", "analyzed": "analysis",
    "analysing": "analysis", "analyzing": "analysis", "analytical": "analysis", "electricity": "electrical",
    "analytic": "analysis", "archive": "archivist", "assembly": "assemble", "biochemistry": "biochemist",
    "advocacy": "advocate", "diplomacy": "diplomat", "budgetary": "budget", "editor": "edit", "editorial": "edit",
    "supervisor": "supervise", "upholsterer": "upholstery", "surgeon": "surgery", "pharmaceutical": "pharmacy",
    "dietary": "diet", "dietetics": "diet", "dietitian": "diet", "gene": "genetic", "photo": "photograph",
    "carpentry": "carpenter", "forestry": "forest", "masonry": "mason", "dentistry": "dentist", "dental": "dentist",
    "midwives": "midwife", "criteria": "criterion", "phenomena": "phenomenon", "resolution": "resolve",
    "decision": "decide", "revision": "revise", "erosion": "erode", "corrosion": "corrode", "persuasion": "persuade",
    "persuasive": "persuade", "definition": "define", "demolition": "demolish", "production": "produce",
    "reduction": "reduce", "retention": "retain", "intervention": "intervene", "destruction": "destroy",
    "pronunciation": "pronounce", "explanation": "explain", "publication": "publish", "theatre": "theater",
    "fibre": "fiber", "centre": "center", "metre": "meter", "mould": "mold", "moulding": "mold", "plough": "plow",
    "ploughing": "plow", "tyre": "tire", "defence": "defense", "ageing": "aging", "cataloguing": "catalog",
    "catalogue": "catalog", "paediatric": "pediatric", "paediatrician": "pediatric", "orthopaedic": "orthopedic",
    "haematology": "hematology", "gynaecology": "gynecology", "anaesthesia": "anesthesia", "archaeology": "archeology",
    "archaeologist": "archeology", "archaeological": "archeology", "foetal": "fetal",
}  # fmt: skip


# By an ending's last letter: endings, what each becomes, and the letters that must be left before it; the first that
# fits counts.
_Endings = dict[str, tuple[tuple[str, str, int], ...]]


def _endings(*each: tuple[str, str, int]) -> _Endings:
    last = {ending[-1] for ending, _, _ in each}
    return {letter: tuple([ending for ending in each if ending[0][-1] == letter]) for letter in last}


_BRITISH = _endings(("isation", "ization", 3), ("ising", "izing", 3), ("ised", "ized", 3), ("iser", "izer", 3),
                     ("ise", "ize", 3), ("yse", "yze", 3), ("ysing", "yzing", 3), ("our", "or", 3),
                     ("oural", "oral", 3), ("ouring", "oring", 3), ("oured", "ored", 3))  # fmt: skip
_PLURAL = _endings(("ies", "y", 2), ("sses", "ss", 1), ("shes", "sh", 1), ("ches", "ch", 1), ("xes", "x", 1),
                   ("zes", "ze", 2), ("ss", "ss", 0), ("us", "us", 0), ("is", "is", 0), ("s", "", 2))  # fmt: skip
_STATE = _endings(("ship", "", 4), ("ness", "", 4), ("fully", "", 4), ("ful", "", 4), ("less", "", 4),
                  ("ally", "al", 3), ("ply", "ply", 0), ("ly", "", 4))  # fmt: skip
_INFLECTION = _endings(("ing", "", 3), ("ed", "", 3))
_AGENT = _endings(("meter", "metr", 4), ("erial", "", 4), ("er", "", 3))
_DERIVATION = _endings(
    ("ification", "if", 3), ("ificate", "if", 3), ("ission", "it", 2), ("uisition", "uir", 2), ("osition", "os", 3),
    ("osure", "os", 2), ("icist", "", 4), ("icist", "ic", 3),
    ("ability", "", 4), ("ability", "abl", 2), ("ibility", "", 4), ("ibility", "ibl", 2),
    ("ational", "at", 3), ("ativity", "at", 3), ("ization", "", 4), ("itative", "", 4), ("ation", "at", 3),
    ("ature", "at", 5), ("ative", "at", 3), ("atory", "at", 3), ("ician", "", 4), ("ional", "", 4),
    ("ivity", "", 4), ("iance", "", 4), ("ator", "at", 3), ("iant", "", 4), ("ical", "", 4), ("ance", "", 4),
    ("ancy", "", 4), ("ence", "", 4), ("ency", "", 4), ("able", "", 4), ("ible", "", 4), ("ment", "ment", 0),
    ("ant", "", 4), ("ent", "", 5), ("ery", "", 3), ("ial", "", 5), ("ian", "", 5), ("ice", "", 5), ("ion", "", 5),
    ("ism", "", 5), ("ist", "", 6), ("ity", "", 4), ("oral", "", 4), ("ive", "", 4), ("ize", "", 4), ("ous", "", 4),
    ("al", "", 5), ("ic", "", 4), ("iz", "", 4), ("or", "", 5),
)  # fmt: skip
_LAST = _endings(("ment", "", 4), ("e", "", 3), ("y", "", 3), ("i", "", 3))
# What Greek and Latin words end in that name an art, and its work or its deed: "radiography" and "radiogram".
_ART = _endings(("graph", "gra", 3), ("gram", "gra", 4), ("script", "scri", 2), ("scrib", "scri", 2))

# What separates words. "&" stays, for "R&D", and so do "+" and "#", for "C++" and "C#". What is not in it takes longer.
SEPARATORS = str.maketrans(
    {chr(i): chr(i) for i in range(128)} | dict.fromkeys("\n\r\t.,;:!?()[]{}<>/\\|\"“”„«»‘’'*_=~`•·–—―‑‐-…→%$€£", " ")
)


# A stretch in quotes, as a pattern: a title, mostly, which others have worded. An apostrophe opens no quote.
QUOTED = (
    r"'(?<!\w')[^'\n]{1,200}'(?!\w)|‘[^‘\n]{1,200}?’(?!\w)|\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”|«[^»\n]{1,200}»|`[^`\n]*`"
)


_DATA = Path(__file__).with_name("data")


def read_data(name: str) -> dict[str, Any]:
    """The table `name`, a TOML file among the rules' data."""
    import tomllib  # noqa: PLC0415  many runs need no table

    return tomllib.loads(read_text(name))


def read_lines(name: str) -> list[str]:
    """The lines of a file among the rules' data, without comments; read much faster than a table."""
    return [line for line in read_text(name).splitlines() if line and not line.startswith("#")]


def read_text(name: str) -> str:
    """A file among the rules' data, as it is."""
    return (_DATA / name).read_text("utf-8")


def words(text: str) -> list[str]:
    """The words of a text in lower case; hyphens, slashes and apostrophes separate."""
    return text.lower().translate(SEPARATORS).split()


def padded(texts: Iterable[str]) -> str:
    """Texts in lower case in one line, with a space wherever words are separated: " sql " finds the word."""
    return f" {' '.join(texts).lower().translate(SEPARATORS)} "


@lru_cache(maxsize=2048)
def stem(word: str) -> str:
    """What the forms of an English word have in common: "writing", "writes" and "writer" all give "writ".

    Any text is tolerated; what is no English word is cut in the same way, or left as it is.
    """
    word = word.casefold()
    word = _IRREGULAR[word] if word in _IRREGULAR else _cut(word, _PLURAL)
    word = _IRREGULAR.get(word, word)
    for endings in (_BRITISH, _STATE, _INFLECTION, _AGENT, _DERIVATION, _LAST):
        if word[-1:] in endings:
            word = _cut(word, endings)
    return _cut(_single(_cut(_without_at(_cut(_single(word), _LAST)), _LAST)), _ART)


@lru_cache(maxsize=4096)
def beginnings(word: str) -> frozenset[str]:
    """What a case-folded word begins with if it has the stem of `word`, which costs more to find out.

    An ending is taken away, or one letter of it becomes another that the stem ends in.
    """
    found = stem(word)
    return frozenset((found[: max(_KEPT, len(found) - 1)], *_irregular().get(found, ())))


_KEPT = 2  # letters that no ending takes


@cache
def _irregular() -> dict[str, list[str]]:
    """The irregular forms by their stems."""
    found: dict[str, list[str]] = {}
    for form in _IRREGULAR:
        found.setdefault(stem(form), []).append(form)
    return found


def american(word: str) -> str:
    """A word in lower case with its British ending, if it has one, made American: "optimisation", "colour"."""
    return _cut(word, _BRITISH)


def _cut(word: str, endings: _Endings) -> str:
    for ending, instead, least in endings.get(word[-1:], ()):
        if word.endswith(ending):
            rest = word[: -len(ending)]
            if len(rest) >= least and (least == 0 or not _VOWELS.isdisjoint(rest)):
                return rest + instead
    return word


def _without_at(word: str) -> str:
    """The verb's "at" dropped, so that "tax" and "taxation" meet; not in "creat", "repeat", "float"."""
    if not word.endswith("at"):
        return word
    rest = word[:-2]
    short = len(rest) < 3 or rest[-1] in "aeo" or _VOWELS.isdisjoint(rest)  # noqa: PLR2004
    return word if short else _cut(rest, _LAST)


def _single(word: str) -> str:
    """A doubled consonant at the end made one: "plann" is "plan"."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS  # noqa: PLR2004
    return word[:-1] if doubled else word


def prose(record: Pathway) -> Iterator[tuple[str, str]]:
    """(pointer, text) of all that a page says in its own words, in page order.

    Names of roles and resources are left out: they quote others.
    """
    if record.demand:
        yield "/demand", record.demand
    yield from _each("/overview", record.overview)
    for i, known in enumerate(record.transferable_skills):
        yield from _named(f"/transferable_skills/{i}", name=known.name, description=known.description)
    for i, skill in enumerate(record.skills_to_learn):
        yield from _named(f"/skills_to_learn/{i}", name=skill.name, guidance=skill.guidance)
    for i, phase in enumerate(record.roadmap):
        yield from _named(f"/roadmap/{i}", title=phase.title)
        yield from _each(f"/roadmap/{i}/tasks", phase.tasks)
    for part in ("rewards", "tradeoffs", "challenges"):
        yield from _each(f"/reality_check/{part}", getattr(record.reality_check, part))
    for i, step in enumerate(record.action_plan):
        yield from _each(f"/action_plan/{i}/tasks", step.tasks)
    for i, entry in enumerate(record.faq):
        yield from _named(f"/faq/{i}", question=entry.question, answer=entry.answer)
    for i, section in enumerate(record.other):
        yield from _kept(f"/other/{i}", section)


def _kept(pointer: str, section: OtherSection) -> Iterator[tuple[str, str]]:
    """The texts of a section that no profile knows, and of those inside of it."""
    yield from _each(f"{pointer}/text", section.text)
    for i, inside in enumerate(getattr(section, "sections", ())):
        yield from _kept(f"{pointer}/sections/{i}", inside)


def _each(pointer: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{pointer}/{i}", text) for i, text in enumerate(texts))


def _named(pointer: str, **texts: str | None) -> Iterator[tuple[str, str]]:
    return ((f"{pointer}/{name}", text) for name, text in texts.items() if text)
