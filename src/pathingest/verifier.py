"""Check a record against its evidence and its pages, from the files alone; docs/evidence.md says what they hold."""

import hashlib
import html
import json
import re
import unicodedata
from ast import literal_eval
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from urllib.parse import urljoin

_Values = Mapping[str, Any] | None
_FORM = (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError, SyntaxError)


class Fault(NamedTuple):
    """What is not as the evidence says: a JSON Pointer into the record (or "record", "evidence"), and why."""

    at: str
    message: str


def verify(
    record: bytes, evidence: bytes, pages: Sequence[bytes | None], digest: str | None = None, overrides: _Values = None
) -> list[Fault]:
    """The faults of one record; none if all that it states is proven.

    Given are its file in JSON, that of its evidence, its pages (None for one that is not there), the SHA-256 that the
    manifest has of the record, and the values of its corrections by their addresses (None for what is not known).
    """
    try:
        return list(_faults(record, evidence, pages, digest, overrides))
    except _FORM as error:
        return [Fault("evidence", f"not of the form that a build writes: {type(error).__name__}: {error}")]


def _faults(given: bytes, evidence: bytes, pages: Sequence[Any], digest: str | None, known: _Values) -> Iterator[Fault]:
    if digest and hashlib.sha256(given).hexdigest() != digest:
        yield Fault("record", "its digest is not that of the manifest: it was changed since it was built")
    record, found = json.loads(given), json.loads(evidence)
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    if found["schema"] != "pathingest.evidence/2" or written != evidence.decode().replace("\n", ""):
        yield Fault("evidence", "not written as a build writes it")
    entries = {at: {"spans": entry} if isinstance(entry, list) else entry for at, entry in found["leaves"].items()}
    leaves, texts = {at: {"source": 0, "spans": [], "steps": [], **entry} for at, entry in entries.items()}, list[str]()
    for i, (source, page, of_record) in enumerate(zip(found["sources"], pages, record["sources"], strict=True)):
        its = (source["path"], None if page is None else hashlib.sha256(page).hexdigest(), source["sha256"])
        named = source["encoding"] == "utf-8" or re.search("[\0\ufffd]", (page or b"").decode("utf-8", "replace"))
        if not named or its != (of_record["path"], of_record["sha256"], of_record["sha256"]):
            yield Fault(f"/sources/{i}", f"{source['path']} is not there as it was read: its digest is another")
            return
        texts.append(page.decode(source["encoding"], "replace"))
        if why := _untiled(f"/sources/{i}", source, texts[i], leaves, record):
            yield Fault(f"/sources/{i}", f"the account is wrong at {why}")
    read = sum(abs(end - start) for entry in leaves.values() for start, end in entry["spans"])
    if not read <= 20 * sum(map(len, texts)):  # builds read two pages for one at most
        raise ValueError("it reads its pages more than twenty times")
    roles = [at for at in leaves if at.startswith(("/from_role", "/to_role")) and "override" in leaves[at]]
    for pointer, entry in leaves.items():
        try:
            why = _unproven(pointer, entry, record, texts, known)
        except _FORM as error:
            why = f"has evidence that does not fit it: {error}"
        if why and not (pointer == "/id" and roles):  # an id lasts, also when a correction gives a role another name
            yield Fault(pointer, why)
    for pointer in _unheld(record, "", {*leaves, "/$schema", "/schema_version", "/sources"}):
        yield Fault(pointer, "has no evidence")


def _untiled(where: str, source: Any, text: str, leaves: Any, record: Any) -> str:
    """Where the account of a source has a gap, or gives characters to what does not have them; empty if nowhere."""
    end, places = 0, dict[str, Any]()
    for start, stop, owner in source["account"]:
        entry, tile = leaves.get(owner), text[start:stop]
        if owner == f"{where}/views":
            fits = tile.replace(",", "") == str(_at(record, owner))
        elif entry:
            elsewhere = where != f"/sources/{entry['source']}" or "override" in entry or "from" in entry
            spans = places[owner] = places.get(owner) or [[-1, -1], *sorted(entry["spans"])]
            fits = elsewhere or stop <= spans[bisect(spans, [start + 1]) - 1][1]
        elif owner == "space":
            fits = not re.search(r"[^\W_]", html.unescape(tile))
        else:  # a list has what belonged to an item that a correction took away
            fits = owner in ("label", "boilerplate", "markup", "residue") or isinstance(_at(record, owner), list)
        if not (fits and start == end < stop):
            return f"{start}:{stop}, which it gives to {owner!r}"
        end = stop
    return "" if end == len(text) == source["length"] else f"its end, {end}; the page has {len(text)} characters"


def _at(tree: Any, pointer: str) -> Any:
    """What is at a pointer; None for nothing."""
    for token in pointer.split("/")[1:]:
        at = int(token) if isinstance(tree, list) and re.fullmatch("0|[1-9][0-9]{0,8}", token, re.ASCII) else -1
        tree = tree[at] if 0 <= at < len(tree) else tree.get(token) if isinstance(tree, dict) else None
    return tree if pointer[:1] == "/" else None


def _unheld(tree: Any, pointer: str, held: Collection[str], depth: int = 64) -> Iterator[str]:
    """The pointers of all values that are not null, but those that are held, or inside of what is."""
    for name, branch in tree.items() if isinstance(tree, dict) else enumerate(tree):
        inner = f"{pointer}/{name}"
        if branch is not None and inner not in held:
            yield from _unheld(branch, inner, held, depth - 1) if depth and isinstance(branch, dict | list) else [inner]


def _unproven(pointer: str, entry: Any, record: Any, texts: Sequence[str], known: _Values) -> str:
    """Why an entry does not prove what the record has at its pointer; empty if it does."""
    value, text, name = _at(record, pointer), texts[entry["source"]], pointer.rpartition("/")[2]
    if value in (None, []) or not entry.keys() <= {"spans", "source", "steps", "from", "override"}:
        return "has evidence of no known form, or the record states nothing there"
    if not all(0 <= start < end <= len(text) for start, end in entry["spans"]):
        return "is said to be outside of the page"
    if "from" in entry:
        origins = {origin: _at(record, origin) for origin in entry["from"]}
        fits = origins and None not in origins.values() and _follows(pointer, value, origins, record)
        return "" if fits else f"does not follow from {', '.join(origins)}"
    shown = value["text"] if isinstance(value, dict) and "text" in value else value
    if "override" in entry:
        said = shown if known is None else known.get(entry["override"], [])
        other = isinstance(said, str) and isinstance(shown, str) and not _is_spelt(said, shown, ())
        return "is not what its correction says" if said == [] or (other and name not in ("priority", "level")) else ""
    said = "".join(text[start:end] for start, end in entry["spans"])
    placed = [step for step in map(_PLACED.fullmatch, entry["steps"]) if step]
    spelt = [step for step in entry["steps"] if not _PLACED.fullmatch(step)]
    if meant := _MEANT.fullmatch(spelt[0]) if len(entry["steps"]) == len(spelt) == 1 else None:
        says_so = _is_spelt(said, literal_eval(meant[2]), {**_SPELT, **_DECODED})
        fits = says_so and (meant[1], meant[3]) == (name, str(value))
    elif spelt == [f"url: resolved with {(address := record['sources'][entry['source']]['url'])}"]:
        fits = urljoin(address, html.unescape(said).strip()) == value
    else:
        fits = isinstance(shown, str) and (_is_spelt(said, shown, spelt) if spelt else said == shown)
    if not fits:
        return f"the page has {said[:80]!r}"
    figures = {"text": shown, **_replayed(shown, placed, value)} if isinstance(value, dict) or placed else value
    return "" if figures == value else "its steps give other figures"


_PLACED = re.compile(r"(\S+) (\d{1,9}):(\d{1,9}) (.+)", re.DOTALL)
_MEANT = re.compile(r"""(\w+): ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*") is (\w+)""", re.DOTALL)
# How characters may be spelt otherwise; white space, and what has no width, is left out of all comparisons.
_PLAIN = ("spaces to U+0020", "white space folded", "paragraphs joined by a blank line", "letters composed (NFC)")
_SPELT: dict[str, dict[int, str]] = {
    **{name: {} for name in (*_PLAIN, "characters without width removed")},
    "quotes straightened": {**dict.fromkeys(range(0x2018, 0x201C), "'"), **dict.fromkeys(range(0x201C, 0x2020), '"')},
    "hyphens and short dashes to -": dict.fromkeys([*range(0x2010, 0x2014), 0x2212, 0xFE63, 0xFF0D], "-"),
    "long dashes to U+2014": {0x2015: "\u2014"},
    "long dashes in figures to -": {0x2014: "-", 0x2015: "-"},
    "lone surrogates replaced": dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_JSON = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf]|(.))", re.DOTALL)
_DECODED: dict[str, Sequence[Callable[[str], str]]] = {
    "character references decoded": (html.unescape,),
    "escapes decoded": (  # of JSON in a script, or of Markdown
        lambda text: _JSON.sub(lambda one: chr(int(one[1], 16)) if one[1] else one[2] or " ", text),
        lambda text: re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text),
    ),
}
_NOTHING = re.compile("[\\s\0-\x1f\x7f-\x9f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")


def _is_spelt(said: str, text: str, steps: Iterable[str]) -> bool:
    """Whether the characters of a page are a text, spelt as the steps say."""
    forms, table = [said], dict[int, str]()
    for step in dict.fromkeys(steps):
        table |= _SPELT[step] if step not in _DECODED else {}
        forms += [way(form) for way in _DECODED.get(step, ()) for form in forms]
    whole = [form.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") for form in (text, *forms)]
    bare, *others = [_NOTHING.sub("", unicodedata.normalize("NFC", form.translate(table))) for form in whole]
    return bare in others


# What was read from a text. Number words are English ones; what others say is taken from the record.
_WEEKS = {"day": 1 / 7, "week": 1, "month": 4.348125, "year": 52.1775}
_PARTS, _PART = re.compile(r"[0-9]+/[0-9]+|[0-9]*\.?[0-9]+|[½¼¾]"), {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_LOOKS = {"unit": r"[^\W\d_](?:\D*[^\W\d_])?", "times": r"\D+", "weeks": "", "is:false": ""}
_LOOKS["number"] = r"(?:[0-9][0-9,]*)?(?:\.[0-9]+)?(?:\s?(?:[½¼¾]|1/[24]|3/4))?"
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_MORE = f"{_ONES} eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS: dict[str, float] = dict(zip(_MORE, (*range(1, 20), *range(20, 100, 10)), strict=True))
_WORDS |= {"a": 1, "an": 1, "a single": 1, "a dozen": 12, "a hundred": 100, "half": 0.5, "half a": 0.5, "half an": 0.5}


def _word(text: str) -> float | None:
    whole, _, half = re.sub(r"[\s\xad\u2010-\u2015\u2212-]+", " ", text.lower().strip()).partition(" and ")
    words = [whole] if whole in _WORDS else whole.split()  # "twenty-one"
    return sum(map(_WORDS.__getitem__, words)) + 0.5 * bool(half) if _WORDS.keys() >= {*words} else None


_READ: dict[str, Callable[[str, str, Any], Any]] = {
    "number": lambda said, _, __: float(sum(Fraction(_PART.get(n, n)) for n in _PARTS.findall(said.replace(",", "")))),
    "number,": lambda said, _, __: _READ["number"](said.translate(str.maketrans(".,", ",.")), _, __),
    "word": lambda said, _, __: _word(said),
    "text": lambda said, _, __: said,
    "is": lambda _, constant, __: json.loads(constant),
    "times": lambda _, by, before: float(Decimal(str(before)) * Decimal(by)),
    "plus": lambda _, more, before: float(Decimal(str(before)) + Decimal(more)),
    "since": lambda _, first, before: before - int(first) + 1,
    "negate": lambda _, __, before: -before,
}


def _replayed(text: str, steps: Sequence[re.Match[str]], value: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that steps read from a text; KeyError or ValueError where one does not fit it."""
    found: dict[str, Any] = {}
    for names, first, last, how in (step.groups() for step in steps):
        start, end, (what, _, argument) = int(first), int(last), how.partition(":")
        said, whole = text[start:end], (start, end) == (0, len(text))
        unsaid = start == end == len(text) and how in ("is:null", "is:false")
        cut = any(text[at - 1 : at].isalpha() and re.match(r"(?!s\b)[^\W\d_]", text[at:]) for at in (start, end) if at)
        fits = whole or re.fullmatch(_LOOKS.get(names, _LOOKS.get(how, _LOOKS.get(what, ".+"))), said)
        if not (unsaid or (start < end <= len(text) and fits and not cut)):
            raise ValueError(f"{how} reads {said!r}")
        for name in names.split(","):
            if what == "swap":
                other = {"low": "high", "high": "low", "min": "max", "max": "min"}[name]
                found[name], found[other] = found[other], found[name]
            elif what == "weeks":
                by, ends = _WEEKS.get(found["unit"]), {bound: found[bound] for bound in ("min", "max")}
                found[name] = {end: None if by is None or n is None else round(n * by, 6) for end, n in ends.items()}
            elif what == "word" and _word(said) is None and not re.search(r"\d", said):
                found[name] = value[name]
            else:
                found[name] = _READ[what](said, argument, found.get(name))
    return found


def _follows(pointer: str, value: Any, origins: Mapping[str, Any], record: Any) -> bool:
    """Whether a value follows from those that it was computed from."""
    first, there = next(iter(origins.items()))
    if pointer == "/roadmap_total":
        ends = {bound: [phase["weeks"][bound] for phase in origins.values()] for bound in ("min", "max")}
        sums = {bound: None if None in weeks else round(sum(weeks), 6) for bound, weeks in ends.items()}
        about = any(phase["approximate"] for phase in origins.values())
        whole = {"text": None, **sums, "unit": "week", "approximate": about, "ongoing": False, "weeks": sums}
        return bool(value == whole) and [*origins] == [f"/roadmap/{i}/duration" for i in range(len(record["roadmap"]))]
    if pointer == "/id":
        words = re.findall(r"[a-z0-9]+", " ".join(origins.values()).lower()) if "url" not in first else []
        return all(word in value for word in words) and (bool(words) or value[:40] in there.lower())
    above, _, name = pointer.rpartition("/")
    if name in ("position", "at"):
        due = first if name == "at" else int(pointer.split("/")[2]) + 1
        return bool(value == due and (name != "at" or _at(record, above)["text"] in there))
    kinds = {"weeks": "duration", "currency": "salary", "note": "salary_change", "unit": "effort"}
    of_claim = [kinds[key] for key in kinds if above and key in _at(record, above)["value"]][:1]
    return value in (of_claim or ("transition", "guide", "story"))
