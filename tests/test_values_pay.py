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


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Salary: $50,000", "", True),
        ("A SALARY of $50,000", "", True),
        ("$50,000 of pay", "", True),
        ("$50,000. The salary is good.", "", False),
        ("$50,000 is fine! The salary is good.", "", False),
        ("Is it a salary? Yes, $50,000.", "", True),
        ("The fee is due. Then $50,000 is what they call pay.", "", True),
        ("The salary is due. Then $50,000 is what they call a fee.", "", False),
        ("The fee, all in all, is $50,000 pay.", "", True),
        ("The salary is $50,000, whatever you may think of the fee.", "", True),
        ("The fee $50,000 salary.", "", False),  # as near
        ("Pay $50,000 or more as the fee", "", True),
        ("Fee. $50,000", "What is the salary?", False),
        ("Salary. $50,000", "What is the fee?", True),
        ("$50,000", "What does the salary come to, whatever the fee is?", False),
        ("$50,000", "What does the fee come to, whatever the salary is?", True),
        ("$50,000", "What is it?", False),
        ("take-home of $50,000", "", True),
        ("take\u2014home of $50,000", "", False),
        ("salaries of $50,000", "", True),
        ("unpaid: $50,000", "", False),
        ("payable: $50,000", "", False),
        ("\u0130" * 8 + " salary $50,000", "", True),
        ("\u0130" * 8 + " $50,000 fee of the salary.", "", False),
        ("$50,000" + " " * 239 + "salary", "", True),
        ("$50,000" + " " * 240 + "salary", "", False),
        ("fee" + " " * 234 + "$50,000" + " " * 239 + "salary", "", False),
        ("fee" + " " * 238 + "$50,000" + " " * 239 + "salary", "", True),
        ("salary" + " " * 234 + "$50,000" + " " * 236 + "fee", "", True),
        ("salary" + " " * 235 + "$50,000" + " " * 236 + "fee", "", False),
        (" " * 9 + "salary" + " " * 474 + "$50,000", "", True),
        (" " * 9 + "salary" + " " * 475 + "$50,000", "", False),
        (" " * 9 + "salary" + " " * 475 + "$50,000", "What is the salary?", True),
        ("salary" + " " * 232 + ". $50,000", "What is the fee?", True),
        ("salary" + " " * 233 + ". $50,000", "What is the fee?", False),
        ("$50,000" + " " * 239 + ". salary", "", False),
    ],
)
def test_the_word_that_is_nearest_in_the_sentence_decides(text: str, question: str, expected: bool) -> None:
    start = text.index("$")
    assert is_pay(text, start, start + len("$50,000"), subject=question) is expected


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$25 an hour", 50_000),
        ("$200 a day", 50_000),
        ("$1,000 a week", 52_000),
        ("$5,000 per month", 60_000),
        ("$60,000 a year", 60_000),
        ("$10-20 an hour", 20_000),
        ("up to $5,000 a month", 60_000),
        ("$60,000", None),
    ],
)
def test_what_an_amount_comes_to_in_a_year(text: str, amount: float | None) -> None:
    assert yearly(find_money(text)[0]) == amount


def test_less_than_ten_thousand_a_year_is_no_pay() -> None:
    assert [is_pay("$1", 0, 2, a_year=amount) for amount in (None, 9_999, 10_000)] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Das Gehalt: 42.000 Euro", "de", True),
        ("Die Kosten: 42.000 Euro", "de", False),
        ("Le salaire : 42.000 euros", "fr", True),
        ("El sueldo: 42.000 euros", "es", True),
        ("The salary: 42.000 euros", "xx", True),
        ("The salary: 42.000 euros", "de", False),
    ],
)
def test_words_of_pay_in_other_languages(text: str, language: str, expected: bool) -> None:
    start = text.index("4")
    assert is_pay(text, start, len(text), language=language) is expected
