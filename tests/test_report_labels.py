"""What is written into the report's pictures can be read: nothing is cut unsaid, and nothing lies on something else.

It is measured in the browser, where texts have a size, with several fonts: whoever opens a report has another one.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page

from browsing import needs_chromium, tab
from running import installed

pytestmark = needs_chromium

PROJECT = Path(__file__).parents[1]
FONTS = (
    "DejaVu Sans",
    "DejaVu Sans Condensed",
    "DejaVu Serif",
    "DejaVu Sans Mono",
)  # a browser without them has others
SALARIES = """Salary Change
{change}
FAQ
What will I earn?
{names[0]} earn {pay[0]} and {names[1]} earn {pay[1]} in the first year.
"""
PAGE = """From {names[0]} to {names[1]}: Your {headline} Transition Guide
Timeline
{timeline}
{pay}Skills to Learn
Transcontinental Logistics Optimisation and Intermodal Freight Coordination
Critical{skill}
Practise it.
Statistics
Nice to have6 weeks
Read a book about it.
Your Learning Roadmap
1
Foundations of internationalisation and everything that comes with it
{phases[0]}
2
Practice
{phases[1]}
3
Job search
{phases[2]}
FAQ
How long does it take?
Expect {answer} of evening study.
"""
LONG = ("Backend Developers", "Artificial Intelligence Content Generation Specialists and Coordinators")
SHORT = ("Nurses", "Data Analysts")
# Gaps of each width, in each row, and figures of each length.
CASES = {
    "narrow gap": {"headline": "9-Month", "timeline": "9-12 months", "phases": ("10 weeks", "10 weeks", "14 weeks")},
    "wide gap": {"headline": "24-Month", "timeline": "24-30 months", "phases": ("2 weeks", "4 weeks", "6 weeks")},
    "past": {"headline": "3-Month", "timeline": "3-4 months", "phases": ("20 weeks", "1 week", "19 weeks")},
    "just past": {"headline": "3-Month", "timeline": "3-4 months", "phases": ("8 weeks", "1 week", "10 weeks")},
    "open": {"headline": "6-Month", "timeline": "at least 6 months", "phases": ("4 weeks", "4+ weeks", "12+ weeks")},
    "years": {"headline": "4-Year", "timeline": "3-4 years", "phases": ("30 weeks", "300 weeks", "8 months")},
    "a life": {"headline": "9-Month", "timeline": "9-12 months", "phases": ("8 weeks", "100000 weeks", "8 weeks")},
    "ages": {"headline": "9-Month", "timeline": "9-12 months", "phases": ("8 weeks", "9000000 weeks", "8 weeks")},
}
PAYS = {
    "narrow gap": SALARIES.format(change="+40%", names=LONG, pay=("$70k-$90k", "$96k-$125k")),
    "wide gap": SALARIES.format(change="+150-200%", names=SHORT, pay=("$60,000-$80,000", "$63,000-$88,000")),
    "past": SALARIES.format(change="+1-2%", names=SHORT, pay=("1.2-1.4 million rupees", "2.1-2.5 million rupees")),
    "open": SALARIES.format(
        change="up to 60%", names=SHORT, pay=("\u00a550,000-\u00a570,000", "\u00a590,000-\u00a595,000")
    ),
    "years": SALARIES.format(change="at least 60%", names=SHORT, pay=("50,000-70,000 kr", "90,000-95,000 kr")),
    "just past": "Salary Change\n+25%\nOverview\nExpect a 5-10% increase at first, which most people find in a year.\n",
}

MEASURE = Path(__file__).with_name("labels.js").read_text("utf-8")
FONT = """
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root { --sans: %s }`);
  document.adoptedStyleSheets = [sheet];
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report of the sample pages, and of pages with figures and names of all lengths."""
    folder = tmp_path_factory.mktemp("labels")
    copytree(PROJECT / "raw", folder / "raw")
    for name, case in CASES.items():
        for names, skill, answer in ((SHORT, "6 weeks", "4-6 months"), (LONG, "90 weeks", "2-3 years")):
            text = PAGE.format(**case, names=names, pay=PAYS.get(name, ""), skill=skill, answer=answer)
            path = folder / "raw" / f"{name.replace(' ', '-')}-{len(names[1])}.txt"
            path.write_text(text.replace(names[0], f"{names[0]} {path.stem}", 1), "utf-8")
    for command in (("build", "--fail-on", "never", "-q"), ("report",)):
        done = installed(*command, cwd=folder)
        assert done.code == 0, done.err
    return (folder / "report.html").as_uri()


def test_bounds_and_amounts_are_written_as_the_page_states_them(opened: Browser, report: str) -> None:
    with tab(opened) as page:
        page.goto(report)
        for name, words in (
            ("open", {"up to +60%", "\u00a560k"}),
            ("years", {"at least +60%", "50,000-70,000 kr", "60k"}),
        ):
            page.evaluate("id => { location.hash = id }", f"nurses-{name}-13-to-data-analysts")
            page.wait_for_selector(f'.pathway[data-id^="nurses-{name}-"] .pay svg')
            assert words <= set(page.locator(".pay svg text").all_text_contents())


def measured(page: Page, name: str) -> list[str]:
    """What is wrong with the page of a pathway, or with the overview."""
    page.evaluate("name => { location.hash = encodeURIComponent(name) }", name)
    page.wait_for_selector(f'.pathway[data-id="{name}"] .panes' if name else ".overview")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return [f"{name}: {one}" for one in page.evaluate(MEASURE)]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("font", FONTS)
def test_all_that_is_written_in_pictures_can_be_read(opened: Browser, report: str, font: str, width: int) -> None:
    with tab(opened, width=width) as page:
        page.add_init_script(FONT % (f'"{font}"'))
        page.goto(report)
        names = page.evaluate("[...document.querySelectorAll('script[data-id]')].map((one) => one.dataset.id)")
        assert len(names) > 30
        wrong = [one for name in ["", *names] for one in measured(page, name)]
        assert page.evaluate("document.querySelectorAll('.times .row').length") > 3
    assert not wrong, "\n".join(wrong)
