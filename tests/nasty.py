"""Texts that no page should hold and some do: what breaks those who take digits, quotes and addresses for granted."""

from __future__ import annotations

from hypothesis import strategies as st

MANY = "9" * 5000  # more digits than Python makes a number of

NUMERALS = [
    MANY, f"1.{MANY}", f"{MANY},5", "9" * 16, "0", "00", "000", "1", "12", "2024", "1,5", "30,1.5", "1.2.3", "1.000",
    "1,000", "1,00,00,000", "12,34,56,000", "1,,2", "1.", ".5", "0,5", "1 000", "1\xa0000", "1'000", "1’000", "1_000",
    "1e5", "1e999", "0x1f", "NaN", "inf", "-5", "−5", "½", "1½", "½½", "1/2", "30-60-90", "²", "10³", "①", "⑫", "Ⅷ",
    "IV", "XVII", "٣", "٣٤", "৪", "３", "１２", "𝟙𝟚", "一", "十二", "twelve", "one and a half", "a", "anderthalb",
]  # fmt: skip
MARKS = [
    "$", "€", "£", "₹", "¥", "US$", "Rs. ", "k", "K", "M", " million", " lakh", " crore", " LPA", "%", "％", " percent",
    "‰", "+", "-", "–", "—", "~", "<", ">", "±", "/", "per year", "/yr", " a year", "(", ")", "[", "]", "'", '"', "“",
    "‘", "`", "\\", "&", "#", "{n}", "{", "}", ":", ";", ",", ".", "!", "?", "|", "•", "→", "->", " ", "\t", "\n",
    "\n\n", "\xa0", "\x00", "\x85", "\u0301", "\u200b", "\u2028", "\u202e", "\ufeff", "\uffff", "\ud800", "\udfff",
    "&#xD800;", f"&#{MANY};", f"&#x{MANY};", "&#0;", "&amp", "http://[", "http://a.b/\ud800", "mailto:",
]  # fmt: skip
WORDS = [
    "from", "to", "between", "and", "or more", "up to", "at least", "about", "bis", "von", "day", "week", "weeks",
    "months", "years", "hours", "hours per week", "Monate", "salary", "increase", "pay cut", "more", "less", "Step",
    "Phase", "Weeks", "Month", "First", "Critical", "Important", "Moderate", "Ongoing", "Baker", "Data Analyst", "o",
    "Your", "Guide", "P9M", "P", "views", "Coursera docs", "KaggleLearn", "ſ", "İ", "ß", "ﬁ",
]  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Numerals, marks and words in any order, glued or not."""
    pieces = st.lists(st.sampled_from(NUMERALS) | st.sampled_from(MARKS) | st.sampled_from(WORDS), max_size=12)
    return st.builds(str.join, st.sampled_from(["", " "]), pieces)


def pages() -> st.SearchStrategy[tuple[str, str]]:
    """(text, media type) of pages with a title, some of whose sides may be missing, and such texts in every place."""
    return st.builds(
        _page, st.sampled_from(sorted(_FORMS)), st.lists(_sides(), min_size=12, max_size=12), st.booleans()
    )


def _sides() -> st.SearchStrategy[str]:
    return st.sampled_from(["", "-", "1", "Baker", "Cook"]) | texts()


_TITLE = "{6}rom {0} to {1}: {2}"
_SECTIONS = ["Overview", "Timeline", "Salary Change", "Skills to Learn", "Learning Roadmap", "FAQ", "Action Plan"]
# By media type: what stands before the title, and each section.
_FORMS = {
    "text/plain": ("Career Pathway{3} views\n{4}\n{5}\n", "{0}\n{1}\n\n{2}\n"),
    "text/markdown": ("---\nurl: https://a.b/{3}\n---\n\n# ", "\n\n## {0}\n\n{1}\n\n- {2}\n\n[{1}]({2}) <{2}>\n"),
    "text/html": (
        """<link rel="canonical" href="https://a.b/{3}"><script type="application/ld+json">
        {{"@type": "Course", "name": "{4}", "url": "{5}", "timeRequired": "{5}"}}</script><h1>""",
        """</h1><h2>{0}</h2><p _i="{1}">{1}</p><ol start="{1}"><li>{2}</ol><a href="{2}">{1}</a> <a href='{1}'>x</a>
        <div role="heading" aria-level="{1}">{2}</div><table><tr><td colspan="{1}">{2}</table>
        <div itemscope itemtype="Course"><time itemprop="timeRequired" datetime="{1}">{2}</time></div>""",
    ),
}


def _page(media_type: str, group_by_value: list[str], is_titled: bool) -> tuple[str, str]:
    """A page of that type with the texts in its places."""
    head, section = _FORMS[media_type]
    title = _TITLE.format(*group_by_value[:3], *group_by_value[3:6], "F" if is_titled else "")
    parts = [section.format(name, *group_by_value[at : at + 2]) for at, name in enumerate(_SECTIONS, 3)]
    return "".join((head.format(*group_by_value[:6]), title, "\n", *parts)), media_type
