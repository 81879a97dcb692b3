"""SAL: changes of pay against the pay that is stated, and other figures in per cent."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from random import Random

from gold.facts import Answer, Percent
from quality.clean import Page, asked, draw, envelope, money, pay_answer, percent, plural
from quality.exam import Case, defect, near_miss
from quality.written import files


def _paid(page: Page, change: Percent, answer: Answer) -> Page:
    """The page with this change in its summary, and this answer about pay."""
    return asked(page.but(salary_change=change), answer)


def _span(low: int, chance: Random) -> Percent:
    return percent(low, low + chance.choice([0, 0, 5, 10]))


def _incomparable(page: Page, kind: str) -> Answer:
    """The pay of both jobs in two currencies, or one of them from high to low."""
    first, second = plural(page.facts.from_role.name), plural(page.facts.to_role.name)
    sign, pay = page.sign, page.new[::-1]
    if kind == "currencies":
        sign, pay = "€" if page.sign != "€" else "£", page.new
    return Answer(
        "What will I earn?", f"{first} earn {money(page.sign, page.old)}, while {second} earn {money(sign, pay)}."
    )


@defect("SAL001")
def change_that_the_pay_does_not_give(chance: Random) -> Case:
    page = draw(chance)
    low, high = envelope(page.old, page.new)
    more = chance.choice([0, 0, 1, 5, 30])
    kind = chance.choice(["above", "above", "below", "below", "prose", "prose", "currencies", "reversed"])
    if kind in ("currencies", "reversed"):  # what cannot be compared is said so
        change = percent(round((low + high) / 2))
        return files(_paid(page, change, _incomparable(page, kind)), chance)
    if kind == "above":
        change = _span(floor(high + 10) + 1 + more, chance)
    elif kind == "below":
        end = ceil(low - 10) - 1 - more
        change = percent(end - chance.choice([0, 0, 5]), end)
    else:
        middle = round((low + high) / 2)
        wrong = floor(high + 10) + 1 + more
        said = f"That is a salary increase of {wrong}%." if wrong > 0 else f"That is a salary cut of {-wrong}%."
        return files(_paid(page, percent(middle), pay_answer(page, chance, more=said)), chance)
    return files(_paid(page, change, pay_answer(page, chance)), chance)


@near_miss("SAL001")
def change_at_the_bounds_of_the_pay(chance: Random) -> Case:
    page = draw(chance)
    low, high = envelope(page.old, page.new)
    wrong = percent(floor(high + 10) + 25)
    first, second = plural(page.facts.from_role.name), plural(page.facts.to_role.name)
    old, new = money(page.sign, page.old), money(page.sign, page.new)
    other = "€" if page.sign != "€" else "£"
    change, answer = chance.choice(
        [
            (percent(floor(high + 10)), pay_answer(page, chance)),
            (percent(ceil(low - 10)), pay_answer(page, chance)),
            (percent(ceil(low - 10), floor(high + 10)), pay_answer(page, chance)),
            (
                wrong,
                Answer("What will I earn?", f"{first} earn {old}, while {second} earn {page.sign}{page.new[0]},000+."),
            ),
            (wrong, Answer("What will I earn?", f"{first} earn {old}; a flat costs {money(other, page.new)}.")),
            (wrong, Answer("What will I earn?", f"{second} earn {new}.")),
            (
                wrong,
                Answer(
                    "What will I earn?",
                    f"{first} earn {old}. Junior {second} earn {new}, and "
                    f"senior {second} earn {money(page.sign, (page.new[0] * 2, page.new[1] * 2))}.",
                ),
            ),
        ]
    )
    return files(_paid(page, change, answer), chance)


_RISE = (
    "Expect a salary increase of {range}%.",
    "Most people see their pay rise by {range}%.",
    "You can expect {range}% more pay.",
    "A raise of {range}% is typical.",
    "Typically the salary increase is {range}%.",
)
_FALL = ("Expect a salary cut of {range}%.", "Most people see their pay drop by {range}%.", "Expect {range}% less pay.")


def _range(low: int, high: int, chance: Random) -> str:
    return chance.choice([f"{low}-{high}", f"{low}–{high}", f"{low}% to {high}"])


def _pay_question(chance: Random) -> str:
    return chance.choice(["What will I earn?", "How does the salary compare?", "Is the pay better?"])


@defect("SAL002")
def change_outside_the_range_in_prose(chance: Random) -> Case:
    page = draw(chance)
    low = chance.randint(8, 30)
    high = low + chance.randint(4, 15)
    gap = chance.choice([1, 1, 2, 10, 30])
    if chance.random() < 0.75:
        change = chance.choice([_span(high + gap, chance), percent(low - gap)])
        said = chance.choice(_RISE)
    else:
        change, said = percent(-(high + gap)), chance.choice(_FALL)
    answer = Answer(_pay_question(chance), said.format(range=_range(low, high, chance)))
    return files(_paid(page, change, answer), chance)


@near_miss("SAL002")
def change_at_the_bound_of_the_range(chance: Random) -> Case:
    page = draw(chance)
    low = chance.randint(8, 30)
    high = low + chance.randint(4, 15)
    both = _range(low, high, chance)
    rise = chance.choice(_RISE)
    change, said = chance.choice(
        [
            (_span(high, chance), rise.format(range=both)),
            (percent(low), rise.format(range=both)),
            (percent(low - 5, low), rise.format(range=both)),
            (percent(-high, -low), chance.choice(_FALL).format(range=both)),
            (percent(high + 30), f"Expect {both}% more pay at first, and {high + 20}-{high + 40}% more later."),
            (percent(high + 30), f"Expect a salary increase of {both}% at first, and {high + 20}-{high + 40}% later."),
            (percent(low), f"Expect up to {high}% more pay."),
            (percent(high + 40), f"Expect at least {low}% more pay."),
            (percent(high + 30), f"Some {both}% of beginners are hired by the firm that trained them."),
            (percent(high + 30), f"Rents are {both}% higher in the capital."),
        ]
    )
    return files(_paid(page, change, Answer(_pay_question(chance), said)), chance)


_HIGHER = (
    "Higher pay",
    "A higher salary",
    "Higher salary and free meals",
    "Better pay",
    "Good company, and higher pay",
)
_LOWER = ("Lower pay", "A lower salary", "A pay cut", "Lower salary, for now and later")


def _with(page: Page, part: str, item: str, chance: Random) -> Page:
    """The page with one more item in a list of the reality check."""
    said = page.facts.reality_check
    items = list(getattr(said, part))
    items.insert(chance.randint(0, len(items)), item)
    changed = {part: tuple(items)}
    return page.but(reality_check=replace(said, **changed))


def _changing(page: Page, change: Percent) -> Page:
    return asked(page.but(salary_change=change))


def _rising(chance: Random) -> Percent:
    return _span(chance.randint(1, 60), chance)


@defect("SAL003")
def pay_goes_the_other_way(chance: Random) -> Case:
    page = draw(chance)
    change, part, items = chance.choice(
        [
            (_rising(chance), "tradeoffs", _HIGHER),
            (_rising(chance), "rewards", _LOWER[:3]),
            (percent(-chance.randint(20, 40), -chance.randint(1, 15)), "rewards", _HIGHER),
        ]
    )
    return files(_with(_changing(page, change), part, chance.choice(items), chance), chance)


@near_miss("SAL003")
def pay_goes_that_way(chance: Random) -> Case:
    page = draw(chance)
    fall = percent(-chance.randint(20, 40), -chance.randint(1, 15))
    change, part, item = chance.choice(
        [
            (fall, "tradeoffs", chance.choice(_HIGHER)),
            (fall, "rewards", "Higher salary potential in the long run"),
            (fall, "rewards", "Eventually, higher pay"),
            (fall, "rewards", "Higher pay for night shifts"),
            (percent(-10, 15), "tradeoffs", chance.choice(_HIGHER)),
            (_rising(chance), "rewards", chance.choice(_HIGHER)),
            (_rising(chance), "tradeoffs", "Lower pay at first"),
            (_rising(chance), "tradeoffs", chance.choice(_LOWER)),
            (_rising(chance), "tradeoffs", "Higher pay for Sunday shifts"),
            (_rising(chance), "tradeoffs", "A higher bonus at Christmas"),
            (_rising(chance), "tradeoffs", "Colleagues who talk of nothing but higher pay"),
            (_rising(chance), "rewards", "No pay cut in winter"),
        ]
    )
    return files(_with(_changing(page, change), part, item, chance), chance)


@defect("SAL004")
def pay_in_two_notations(chance: Random) -> Case:
    page = draw(chance)
    full, short = money(page.sign, page.old), money(page.sign, page.new, "short")
    if chance.random() < 0.5:
        full, short = money(page.sign, page.old, "short"), money(page.sign, page.new)
    change = percent(*_floors(page))
    if chance.random() < 0.3:  # of two amounts, one each
        full, short = f"{page.sign}{page.old[0]},000", f"{page.sign}{page.new[0]}k"
        change = percent(floor(100 * (page.new[0] / page.old[0] - 1)))
    first, second = plural(page.facts.from_role.name), plural(page.facts.to_role.name)
    said = chance.choice(["{a} earn {b}, while {c} earn {d}.", "{a} make {b}. {c} make {d}."])
    said = said.format(a=first, b=full, c=second, d=short)
    page = asked(page.but(salary_change=change))
    if chance.random() < 0.3:
        return files(page.but(overview=(*page.facts.overview, said)), chance)
    return files(page.but(faq=(*page.facts.faq, Answer("What will I earn?", said))), chance)


def _floors(page: Page) -> tuple[int, int]:
    low, high = envelope(page.old, page.new)
    return floor(low), floor(high)


@near_miss("SAL004")
def pay_in_one_notation(chance: Random) -> Case:
    page = draw(chance)
    first, second = plural(page.facts.from_role.name), plural(page.facts.to_role.name)
    sign = page.sign
    short_old, short_new = money(sign, page.old, "short"), money(sign, page.new, "short")
    full_old, full_new = money(sign, page.old), money(sign, page.new)
    one = chance.choice(
        [
            f"{first} earn {short_old}, {second} {short_new}. The course costs {sign}450.",
            f"{first} earn {full_old}, {second} {full_new}. A team of 5k people is normal.",
            f"{first} earn {full_old}, {second} {full_new}. Run a 10k on the day before.",
            f"{first} earn {short_old}, {second} {short_new}. Rent is {sign}1,400 a month.",
            f"{first} earn {sign}{page.old[0]}K, {second} {sign}{page.new[0]}K.",
        ]
    )
    page = asked(page.but(salary_change=percent(*_floors(page))), Answer("What will I earn?", one))
    if chance.random() < 0.4:  # each text for itself is consistent
        page = asked(
            page,
            Answer("What do people earn now?", f"{first} earn {full_old}."),
            Answer("What will I earn?", f"{second} earn {short_new}."),
        )
    return files(page, chance)
