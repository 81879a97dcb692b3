"""SCH: records that were edited by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from pathingest.model.pathway import Pathway
from quality.clean import draw
from quality.exam import Case, defect, near_miss
from quality.written import write

Data = dict[str, Any]


def _data(chance: Random) -> Data:
    found: Data = json.loads(write(draw(chance).facts, chance, "json"))
    return found


def _json(data: Data, chance: Random) -> Case:
    indent = chance.choice([2, 4, None])
    return {"page.json": json.dumps(data, indent=indent, ensure_ascii=chance.random() < 0.2) + "\n"}


def _yaml(chance: Random) -> str:
    return write(draw(chance).facts, chance, "yaml")


def _maps(value: Any) -> Iterator[Data]:
    """All mappings inside a value, the value itself first."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _maps(item)
    elif isinstance(value, list):
        for item in value:
            yield from _maps(item)


def _misspelt(word: str, chance: Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return chance.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], f"{word}s", f"my_{word}"])


@defect("SCH001")
def file_is_no_record(chance: Random) -> Case:
    text = write(draw(chance).facts, chance, "json")
    yaml = _yaml(chance)
    return chance.choice(
        [
            {"page.json": text[: chance.randrange(100, len(text) - 3)]},
            {"page.json": text.replace(",", "", 1)},
            {"page.json": ""},
            {"page.json": "[]\n"},
            {"page.json": f"{text}{text}"},
            {"page.yaml": ""},
            {"page.yaml": f"{yaml}---\n{yaml}"},
            {"page.yaml": yaml.replace("overview:", "overview: [", 1)},
            {"page.yaml": "- title: From A to B\n"},
            {"page.yaml": 'title: "From Nurse to Data Analyst"\n'},
            {"page.json": '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}\n'},
            {"page.yaml": "\tkey: x\n" + yaml},
        ]
    )


@near_miss("SCH001")
def file_is_a_record_after_all(chance: Random) -> Case:
    data = _data(chance)
    yaml = _yaml(chance)
    less = {key: data[key] for key in list(data)[: chance.randint(3, 12)]}
    return chance.choice(
        [
            {"page.json": json.dumps(less)},
            {"page.json": "\ufeff" + json.dumps(data)},
            {"page.json": "\n\n" + json.dumps(data, indent=1).replace("\n", "\r\n")},
            {"page.yaml": f"---\n{yaml}"},
            {"page.yaml": f"# by hand\n\n{yaml}...\n"},
            {"page.yaml": json.dumps(data, indent=2)},
            {"page.yml": yaml},
        ]
    )


@defect("SCH002")
def value_is_of_another_type(chance: Random) -> Case:
    data = _data(chance)
    skill = chance.choice(data["skills_to_learn"])
    phase = chance.choice(data["roadmap"])
    kind = chance.randrange(8)
    if kind == 0:
        skill["name"] = 12
    elif kind == 1:
        phase["duration"]["min"] = str(phase["duration"]["min"])
    elif kind == 2:
        phase["tasks"] = "Read"
    elif kind == 3:
        data["overview"] = None
    elif kind == 4:
        data["timeline"]["approximate"] = "no"
    elif kind == 5:
        phase["position"] = float(phase["position"]) + 0.5
    elif kind == 6:
        data["title"] = ["From", "to"]
    else:
        text = _yaml(chance)
        name = re.search(r'label: "[^"]*"', text)
        assert name
        return {
            "page.yaml": text.replace(name[0], f"label: {chance.choice(['no', '2026-01-31', '12', 'true', '1.5'])}", 1)
        }
    return _json(data, chance)


@near_miss("SCH002")
def value_only_looks_of_another_type(chance: Random) -> Case:
    data = _data(chance)
    kind = chance.randrange(4)
    if kind == 0:
        data["demand"] = chance.choice(["12", "no", "null", "2026-01-31", "true"])
        return _json(data, chance)
    if kind == 1:
        chance.choice(data["skills_to_learn"])["guidance"] = None
        return _json(data, chance)
    text = _yaml(chance)
    if kind == 2:
        return {
            "page.yaml": re.sub(r'demand: "[^"]*"', f"demand: {chance.choice(['High', 'very high', 'No 1'])}", text)
        }
    return {"page.yaml": re.sub(r'demand: "[^"]*"', f'demand: "{chance.choice(["no", "12", "1e3", "y"])}"', text)}


@defect("SCH003")
def key_is_unknown(chance: Random) -> Case:
    data = _data(chance)
    mapping = chance.choice([item for item in _maps(data) if item])
    key = chance.choice(list(mapping))
    if chance.random() < 0.5:
        mapping[chance.choice(["comment", "todo", "note_to_self", "x", "colour"])] = "look again"
        return _json(data, chance)
    changed = {
        (_misspelt(key, chance) if name == key and len(key) > 2 else name): item for name, item in mapping.items()
    }
    if changed.keys() == mapping.keys():
        changed["extra"] = None
    mapping.clear()
    mapping.update(changed)
    return _json(data, chance)


@near_miss("SCH003")
def keys_are_in_another_order(chance: Random) -> Case:
    data = _data(chance)
    for mapping in _maps(data):
        mixed = chance.sample(list(mapping.items()), len(mapping))
        mapping.clear()
        mapping.update(mixed)
    if chance.random() < 0.3:
        chance.choice(data["skills_to_learn"])["name"] = "colour: red"
    return _json(data, chance)


_OPTIONAL = {name for name, info in Pathway.model_fields.items() if not info.is_required()}


@defect("SCH004")
def key_is_missing(chance: Random) -> Case:
    data = _data(chance)
    mapping = chance.choice([item for item in _maps(data) if len(item) > 1])
    del mapping[chance.choice([name for name in mapping if mapping is not data or name not in _OPTIONAL])]
    return _json(data, chance)


@near_miss("SCH004")
def key_has_no_value(chance: Random) -> Case:
    data = _data(chance)
    kind = chance.randrange(3)
    if kind == 0:
        data[chance.choice(["demand", "difficulty", "salary_change", "timeline"])] = None
    elif kind == 1:
        data[chance.choice(["other", "faq", "claims", "action_plan"])] = []
    else:  # the key that is meant is misspelt, and that is told
        data = {("timelin" if key == "timeline" else key): value for key, value in data.items()}
    return _json(data, chance)


_PRIORITIES = ("Criticl", "high", "nice-to-hav", "urgent", "must")
_UNITS = ("mnths", "fortnight", "weeek", "quarter")


@defect("SCH005")
def value_is_none_of_those_allowed(chance: Random) -> Case:
    data = _data(chance)
    kind = chance.randrange(4)
    if kind == 0:
        chance.choice(data["skills_to_learn"])["priority"] = chance.choice(_PRIORITIES)
    elif kind == 1:
        chance.choice(data["roadmap"])["duration"]["unit"] = chance.choice(_UNITS)
    elif kind == 2:
        data["difficulty"]["level"] = chance.choice(["medium-hard", "esy", "so-so"])
    else:
        data["sources"][0]["rendering"] = chance.choice(["inner-texts", "pdf"])
    return _json(data, chance)


@near_miss("SCH005")
def value_is_one_of_those_allowed(chance: Random) -> Case:
    data = _data(chance)
    kind = chance.randrange(3)
    if kind == 0:
        for skill in data["skills_to_learn"]:
            skill["priority"] = "important"
    elif kind == 1:
        data["difficulty"] = {"text": chance.choice(["Criticl", "so-so"]), "level": None}
    else:
        chance.choice(data["skills_to_learn"])["name"] = "critical"
    return _json(data, chance)


@defect("SCH006")
def key_stands_twice(chance: Random) -> Case:
    if chance.random() < 0.5:
        text = _yaml(chance)
        lines = text.split("\n")
        at = chance.choice([i for i, line in enumerate(lines) if re.fullmatch(r" *[a-z_]+: (?:\".*\"|null|\d+)", line)])
        lines.insert(at + 1, lines[at])
        return {"page.yaml": "\n".join(lines)}
    text = json.dumps(_data(chance), indent=2)
    lines = text.split("\n")
    at = chance.choice([i for i, line in enumerate(lines) if re.fullmatch(r' +"[a-z_]+": (?:".*"|null|\d+),', line)])
    lines.insert(at, lines[at])
    return {"page.json": "\n".join(lines)}


@near_miss("SCH006")
def keys_are_alike_in_two_mappings(chance: Random) -> Case:
    data = _data(chance)
    data["skills_to_learn"].append(dict(data["skills_to_learn"][0]))
    data["roadmap"].append({**data["roadmap"][-1], "position": len(data["roadmap"]) + 1})
    data["overview"] = ["demand: High", "demand: Low", *data["overview"]]
    return _json(data, chance)


def _wrong_weeks(data: Data, chance: Random) -> None:
    duration = chance.choice([phase["duration"] for phase in data["roadmap"]])
    duration["weeks"]["min"] -= chance.choice([0.01, 1, 5])


def _other_numbers(data: Data, chance: Random) -> None:
    written = [skill["duration"] for skill in data["skills_to_learn"] if re.search(r"\d", skill["duration"]["text"])]
    if not written:  # the author writes numbers as words
        _empty(data, chance)
        return
    duration = chance.choice(written)
    number = re.search(r"\d+", duration["text"])
    assert number
    duration["text"] = duration["text"].replace(number[0], str(int(number[0]) + 1 + int(duration["max"] or 0)), 1)


def _crossed(data: Data, chance: Random) -> None:
    change = data["salary_change"]
    change["low"], change["high"] = change["high"] + chance.choice([1, 10]), change["low"]


def _other_total(data: Data, chance: Random) -> None:
    data["roadmap_total"]["weeks"]["max"] += chance.choice([0.5, 3])


def _other_position(data: Data, chance: Random) -> None:
    phases = data["roadmap"]
    i = chance.randrange(1, len(phases))
    phases[i]["position"] = phases[i - 1]["position"]


def _empty(data: Data, chance: Random) -> None:
    chance.choice(data["skills_to_learn"])["name"] = ""


def _no_total(data: Data, _: Random) -> None:
    data["roadmap_total"] = None


def _other_place(data: Data, chance: Random) -> None:
    if not data["claims"]:
        _empty(data, chance)
        return
    chance.choice(data["claims"])["at"] = chance.choice(["/overview/99", "/title", "/faq/0"])


_BREAKS: tuple[Callable[[Data, Random], None], ...] = (
    _wrong_weeks, _other_numbers, _crossed, _other_total, _other_position, _empty, _no_total, _other_place,
)  # fmt: skip


@defect("SCH007")
def numbers_do_not_agree(chance: Random) -> Case:
    data = _data(chance)
    chance.choice(_BREAKS)(data, chance)
    return _json(data, chance)


@near_miss("SCH007")
def numbers_agree(chance: Random) -> Case:
    data = _data(chance)
    kind = chance.randrange(5)
    if kind == 0:
        duration = chance.choice([phase["duration"] for phase in data["roadmap"]])
        duration["weeks"]["min"] = round(duration["weeks"]["min"], 4)
    elif kind == 1:
        duration = chance.choice([skill["duration"] for skill in data["skills_to_learn"]])
        duration["text"] = f"about {duration['text']}"
    elif kind == 2:
        for position, phase in enumerate(data["roadmap"]):
            phase["position"] = 2 * position + 3
    elif kind == 3:
        duration = chance.choice([skill["duration"] for skill in data["skills_to_learn"]])
        duration["text"] = "some time"
    else:
        data["salary_change"]["text"] = "it depends"
    return _json(data, chance)


@defect("SCH008")
def yaml_is_no_plain_data(chance: Random) -> Case:
    text = _yaml(chance)
    kind = chance.randrange(5)
    if kind == 0:
        return {"page.yaml": text.replace("demand: ", "demand: &d ", 1)}
    if kind == 1:
        return {
            "page.yaml": re.sub(r"demand: .*", "demand: &d High", text, count=1).replace("faq:", "faq: # see *d", 1)
        }
    if kind == 2:
        return {"page.yaml": re.sub(r"demand: .*", "demand: !note High", text, count=1)}
    if kind == 3:
        return {"page.yaml": f"{text}12: twelve\n"}
    first = re.sub(r'from_role:\n  name: (".*")\n  label: (".*")', r"from_role: &a\n  name: \1\n  label: \2", text)
    return {"page.yaml": re.sub(r'to_role:\n  name: (".*")\n  label: (".*")', r"to_role:\n  <<: *a", first)}


@near_miss("SCH008")
def yaml_is_plain_data(chance: Random) -> Case:
    text = _yaml(chance)
    said = chance.choice(
        [
            'demand: "R&D *first* <<"', "demand: R&D first", "demand: !!str High", "demand: '&a'",
            "demand: |-\n  *bold*", 'demand: "!important"', "demand: High  # &a *b !c",
        ]
    )  # fmt: skip
    return {"page.yaml": re.sub(r"demand: .*", lambda _: said, text, count=1)}
