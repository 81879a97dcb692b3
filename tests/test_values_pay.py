"""Whether an amount is pay."""

from __future__ import annotations

import pytest

from pathingest.values.money import find_money
from pathingest.values.pay import LEAST_A_YEAR, is_pay, yearly

CASES = [
    ("Salaries range from $60,000 to $80,000 in most regions.", "", True),
    ("Analysts earn about $70k after two years.", "", True),
    ("Expect to spend about $500 on the exam.", "", False),
    ("The certificate costs $300, which is less than a week of pay.", "", False),
    ("It is a $300 billion market.", "", False),
    ("Between $90k and $120k, depending on the region.", "What salary can I expect?", True),
    ("Between $900 and $1,200, depending on the school.", "What does the course cost?", False),
    ("Between $90k and $120k, depending on the region.", "", False),
    ("A bootcamp is $9,000. Juniors then make $55,000.", "", False),
]


@pytest.mark.parametrize(("text", "question", "expected"), CASES, ids=[text for text, _, _ in CASES])
def test_an_amount_is_pay_where_the_text_or_the_question_says_so(text: str, question: str, expected: bool) -> None:
    amount = find_money(text, currency="USD")[0]
    assert is_pay(text, amount.start, amount.end, subject=question) is expected


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("$120,000 – $180,000 per year", "", True),
        ("$25 an hour", "", True),
        (f"${LEAST_A_YEAR} a year", "", True),
        (f"${LEAST_A_YEAR - 1} a year", "", False),
        (f"${LEAST_A_YEAR - 1} to ${LEAST_A_YEAR} a year", "", False),
        (f"up to ${LEAST_A_YEAR} a year", "", True),
        ("$39 per month", "", False),
        ("$120,000 – $180,000", "", False),
        ("Tuition is $12,000 per year.", "", False),
        ("$12,000 per year", "What does the course cost?", False),
    ],
)
def test_an_amount_with_a_period_of_its_own_is_pay_if_it_is_enough(text: str, question: str, expected: bool) -> None:
    amount = find_money(text)[0]
    assert is_pay(text, amount.start, amount.end, subject=question, a_year=yearly(amount)) is expected


def test_each_amount_goes_with_its_own_word() -> None:
    text = "A bootcamp is $9,000. Juniors then make $55,000."
    assert [is_pay(text, amount.start, amount.end) for amount in find_money(text)] == [False, True]


def test_other_languages_have_their_own_words() -> None:
    text = "Das Gehalt liegt bei 42.000 Euro."
    amount = find_money(text, language="de")[0]
    assert is_pay(text, amount.start, amount.end, language="de")
