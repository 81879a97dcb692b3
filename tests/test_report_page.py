"""The report as people use it, in a real browser."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import needs_axe, needs_chromium, overflow, tab, violations
from pathingest.values.numbers import in_percent
from pathingest.web.document import ASSETS, packed
from running import installed

pytestmark = needs_chromium

PROJECT = Path(__file__).parents[1]
QA, NURSE = "qa-tester-to-prompt-engineer", "registered-nurse-to-health-informatics-analyst"
HTML = "hotel-receptionist-to-customer-success-manager"
MERGED = "data-analyst-to-mlops-engineer"
ATTACK = """From <script>alert(1)</script> Nurse to Data \u202eAnalyst: Your 9-Month Transition Guide
Timeline
9-12 months <img src=x onerror=alert(2)>
Overview
<script>alert(3)</script></script><!-- \u2066 javascript:alert(4) "><svg onload=alert(5)> {text}
Skills to Learn
<a href="javascript:alert(6)" onclick="alert(7)">SQL</a>
Critical6 weeks
Take \u202e a course \x1b[31m.
Your Learning Roadmap
1
</script><script>alert(8)</script>
8 weeks
Resources
[x](javascript:alert(9))
FAQ
How long does it take?
Expect 18-24 months of &lt;b&gt;evening&lt;/b&gt; study.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    done = installed("report", "--out", path, cwd=PROJECT)
    assert done.code == 0, done.err
    return path.as_uri()


@pytest.fixture
def page(opened: Browser, report: str) -> Iterator[Page]:
    with tab(opened) as found:
        found.goto(report)
        yield found


def go(page: Page, name: str) -> None:
    """Open the page of a pathway, or the finding of a fingerprint on it."""
    page.evaluate("name => { location.hash = name }", name)
    page.wait_for_selector(f'.pathway[data-id="{name.partition("/")[0]}"] .panes')


def test_the_policy_lets_nothing_in_but_what_is_hashed(report: str) -> None:
    text = Path(report.removeprefix("file://")).read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; "
        r"form-action 'none'",
        policy[1],
    )
    head = text.partition('<script type="application/json"')[0]
    assert not re.search(r"\sstyle=|\son\w+=|https?://", re.sub(r"<style>.*</style>", "", head, flags=re.DOTALL))
    script = text.rpartition('<script type="module">')[2]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(", script
    )


def test_the_overview_has_all_pathways_and_rules(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("17 pages, 16 pathways")
    expect(page.locator(".pathways tbody tr")).to_have_count(16)
    assert page.locator(".rules tbody").nth(0).text_content()
    systemic = page.locator(".rules tbody").nth(0).locator("[data-rule]")
    assert "EXT001" in [one.get_attribute("data-rule") for one in systemic.all()]
    expect(page.locator(".pathways .mini").first).to_have_attribute("aria-label", re.compile("roadmap .* weeks"))


def test_words_severities_and_rules_filter(page: Page) -> None:
    visible = page.locator(".pathways tbody tr:visible")
    page.keyboard.press("/")
    page.keyboard.type("kubernetes")
    expect(visible).to_have_count(1)
    page.keyboard.press("Escape")
    expect(visible).to_have_count(16)
    page.locator("[data-severity=error]").click()
    expect(visible).to_have_count(3)
    page.locator("[data-severity=error]").click()
    page.locator("[data-rule=DUR003] button").click()
    expect(page.locator(".shown")).to_have_text("2 of 16 with DUR003")
    assert QA in [one.get_attribute("data-id") for one in visible.all()]
    page.locator("[data-rule=DUR003] button").click()
    expect(visible).to_have_count(16)


def test_enter_opens_what_a_search_alone_finds(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("data")
    expect(page.locator(".pathways tbody tr:visible")).not_to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("17 pages, 16 pathways")
    page.locator("#find").fill("kubernetes")
    only = page.locator(".pathways tbody tr:visible").get_attribute("data-id")
    page.keyboard.press("Enter")
    expect(page.locator(".pathway")).to_have_attribute("data-id", str(only))
    expect(page.locator("h1")).to_be_focused()


@pytest.mark.parametrize("link", ["nonsense", "<b>x/y", f"{QA}/nonsense"])
def test_a_link_that_leads_nowhere_says_so(opened: Browser, report: str, link: str) -> None:
    with tab(opened) as page:
        page.goto(f"{report}#{quote(link)}")
        said = page.locator(".lost")
        if link.startswith(QA):
            expect(said).to_have_text("The finding of this link is not there any more.")
            expect(page.locator(".pathway")).to_have_attribute("data-id", QA)
        else:
            expect(said).to_have_text(f"There is no pathway \u201c{link.partition('/')[0]}\u201d in this report.")
            expect(page.locator("h1")).to_have_text("17 pages, 16 pathways")
        go(page, NURSE)
        expect(said).to_be_hidden()
        page.evaluate("location.hash = 'gone'")
        expect(said).to_be_visible()
        page.keyboard.press("]")
        page.wait_for_selector(".pathway .panes")
        expect(said).to_be_hidden()


def in_sight(page: Page, selector: str) -> bool:
    """Whether the first that is drawn of something shows below the bar at the top."""
    box = page.locator(f"{selector}:visible").first.bounding_box()
    return bool(box and box["y"] >= 40 and box["y"] + min(box["height"], 200) <= page.viewport_size["height"])  # type: ignore[index]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_effect_of_a_search_is_seen(opened: Browser, report: str, width: int) -> None:
    with tab(opened, width=width) as page:
        page.goto(report)
        assert not in_sight(page, ".pathways tbody tr")
        page.locator("#find").press_sequentially("kubernetes")
        expect(page.locator(".shown")).to_have_text("1 of 16 with \u201ckubernetes\u201d")
        assert in_sight(page, ".shown")
        assert in_sight(page, ".pathways tbody tr")
        page.keyboard.type("zzz")
        expect(page.locator(".pathways .empty")).to_have_text("No pathway with \u201ckuberneteszzz\u201d.")
        assert in_sight(page, ".pathways .empty")
        expect(page.locator(".pathways table")).to_be_hidden()
        page.locator(".all").click()
        expect(page.locator(".pathways tbody tr:visible")).to_have_count(16)
        expect(page.locator("#find")).to_have_value("")
        page.evaluate("scrollTo(0, 0)")
        page.locator("[data-rule=DUR003] button").click()
        assert in_sight(page, ".pathways tbody tr")
        page.locator(".all").click()
        expect(page.locator("[data-rule=DUR003] button")).to_have_attribute("aria-pressed", "false")
        expect(page.locator(".shown")).to_have_text("16 of 16")


@pytest.mark.parametrize("view", ["0", "0r"], ids=["text", "file"])
def test_a_click_on_a_value_brings_its_place_into_sight_and_keeps_it_lit(page: Page, view: str) -> None:
    go(page, HTML)
    expect(page.locator(".counts .none")).to_have_text("0 errors")
    red, grey = (
        page.locator(f".sum {one}").evaluate("one => getComputedStyle(one).color") for one in (".none .sign", ".none")
    )
    assert red == grey
    for name in ("/kind", "/id"):
        value = page.locator(f'.record .value[data-at="{name}"]')
        expect(value).to_have_attribute("title", re.compile("^inferred"))
        expect(value.locator("xpath=following-sibling::*[contains(@class, 'chip')]")).to_have_count(0)
    page.locator(f'[data-view="{view}"]').click()
    for name in ("/timeline", "/faq/1/answer", "/title"):
        page.locator(f'.record .value[data-at^="{name}"]').first.click()
        assert in_sight(page, ".source .lit"), name
        assert page.locator(".source .lit").first.get_attribute("data-at").startswith(name)  # type: ignore[union-attr]


def test_rows_are_ordered_by_what_one_chooses(page: Page) -> None:
    page.locator("th.pathway button").click()
    names = page.locator(".pathways tbody th").all_text_contents()
    assert names == sorted(names)
    expect(page.locator("th.pathway")).to_have_attribute("aria-sort", "ascending")


def test_bars_stand_at_the_right_weeks(page: Page) -> None:
    go(page, QA)
    ticks = [
        (float(str(one.get_attribute("data-week"))), float(str(one.get_attribute("x"))))
        for one in page.locator(".time .tick[data-week]").all()
    ]
    (first, left), *_, (last, right) = ticks
    scale = (right - left) / (last - first)

    def weeks(selector: str) -> list[tuple[float, float]]:
        found = []
        for bar in page.locator(selector).all():
            x, width = (float(str(bar.get_attribute(name))) for name in ("x", "width"))
            found.append((round((x - left) / scale, 1), round((x + width - left) / scale, 1)))
        return found

    roadmap = weeks('.time [data-kind="roadmap"] .bar')
    assert [start for start, _ in roadmap] == [0, 5, 11]
    assert roadmap[-1][1] == 16
    assert weeks('.time [data-kind="timeline"] .bar') == [(12, 21.7)]
    assert weeks('.time [data-kind="faq"] .bar') == [(32, 43.5)]
    assert weeks('.time [data-kind="skills"] .bar.warning') == [(21.7, 35)]
    assert page.locator('.time [data-kind="faq"]').get_attribute("data-miss") == "21.740624999999998 32"
    expect(page.locator('.time [data-kind="faq"]')).to_contain_text("10.3 weeks past the timeline")
    message = page.locator(".finding .message", has_text="The FAQ says").text_content()
    assert "10.3 weeks" in str(message)
    assert page.locator(".pay [data-miss]").get_attribute("data-miss") == "10 25"
    expect(page.locator(".pay")).to_contain_text("15 points")


def lit(page: Page, side: str) -> list[str]:
    return page.locator(f"[data-side={side}] .lit").all_text_contents()


def test_source_and_record_light_each_other(page: Page) -> None:
    go(page, QA)
    page.locator('.record [data-at="/timeline"]').hover()
    assert lit(page, "source") == ["3-5 months"]
    expect(page.locator(".status")).to_contain_text("/timeline")
    page.locator('.source [data-at="/demand"]').hover()
    assert lit(page, "record") == ["Volatile: titles change quickly, the work of evaluating models stays."]
    page.mouse.move(2, 300)
    assert lit(page, "source") == lit(page, "record") == []
    page.locator('.time [data-kind="faq"] .bar').hover()
    assert lit(page, "source") == ["8-10 months"]


def test_computed_values_light_what_they_are_computed_from(page: Page) -> None:
    go(page, QA)
    page.locator('.record [data-at="/roadmap_total"]').hover()
    assert lit(page, "source") == ["5 weeks", "6 weeks", "5 weeks"]


def test_values_are_reached_by_keyboard(page: Page) -> None:
    go(page, QA)
    first = page.locator("[data-side=record] [data-at][tabindex='0']")
    first.focus()
    assert lit(page, "record") == ["QA Tester"]
    page.keyboard.press("ArrowDown")
    assert lit(page, "record") == ["Qa Tester"]
    page.keyboard.press("ArrowDown")
    assert lit(page, "record") == ["Prompt Engineer"]
    page.keyboard.press("Enter")
    assert lit(page, "source")
    page.keyboard.press("Escape")
    assert lit(page, "source") == []


def test_a_finding_is_linked_and_its_places_are_joined(page: Page) -> None:
    go(page, QA)
    link = page.locator(".finding", has_text="DUR008").locator("header a").get_attribute("href")
    go(page, QA.replace("qa", "xx") if link is None else link.removeprefix("#"))
    expect(page.locator(".finding.on")).to_contain_text("skills exceed timeline")
    assert page.locator(".source .chosen").all_text_contents() == [
        *("3-5 months", "6 weeks", "10 weeks", "8 weeks", "6 weeks", "5 weeks")
    ]
    expect(page.locator(".joint circle")).to_have_count(6)
    expect(page.locator(".ruler .chosen")).to_have_count(1)
    page.locator('.record [data-at="/demand"]').hover()
    expect(page.locator(".status")).to_contain_text("/demand")
    page.mouse.move(2, 2)
    expect(page.locator(".status")).to_contain_text("DUR008")
    assert page.locator(".record .chosen").all_text_contents()[0] == "3-5 months"
    page.keyboard.press("j")
    expect(page.locator(".finding.on")).not_to_contain_text("skills exceed timeline")


def test_keys_go_from_pathway_to_pathway_of_the_list(page: Page) -> None:
    def listed() -> list[str]:
        return [str(row.get_attribute("data-id")) for row in page.locator(".pathways tbody tr:visible").all()]

    for how in ("th.findings button", "th.pathway button", "[data-rule=DUR003] button"):
        page.locator(how).click()
        names = listed()
        assert len(names) > 1
        for key, order in (("]", names), ("[", names[::-1])):
            for name in order:
                page.keyboard.press(key)
                expect(page.locator(".pathway")).to_have_attribute("data-id", name)
            page.keyboard.press(key)
            expect(page.locator("h1")).to_have_text("17 pages, 16 pathways")
    go(page, QA)
    page.keyboard.press("o")
    expect(page.locator("h1")).to_have_text("17 pages, 16 pathways")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.locator("#single-keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("]")
    expect(page.locator("h1")).to_have_text("17 pages, 16 pathways")


def test_each_record_is_verified_in_the_browser(page: Page) -> None:
    for line in (PROJECT / "normalized" / "dataset.jsonl").read_text("utf-8").splitlines():
        go(page, json.loads(line)["id"])
        expect(page.locator(".verdict")).to_contain_text("Checked in your browser: ")
        expect(page.locator(".verdict")).to_contain_text(" characters accounted for")


def test_html_shows_its_text_and_on_request_the_file(page: Page) -> None:
    go(page, HTML)
    text = page.locator(".source").inner_text()
    assert "<" not in text
    assert "Front desks are where promises" in text
    page.locator("[data-view='0r']").click()
    assert "<h1" in page.locator(".source").inner_text()
    page.locator('.record [data-at="/timeline"]').first.hover()
    assert lit(page, "source") == ["6\u20138 months"]


def test_a_stretch_of_several_values_lights_each(page: Page) -> None:
    go(page, QA)
    level = page.locator('.source [data-at~="/difficulty/text"]')
    assert " " in str(level.get_attribute("data-at"))
    level.hover()
    assert lit(page, "record") == [level.inner_text()]


def test_a_record_of_two_pages_shows_both(page: Page) -> None:
    go(page, MERGED)
    page.locator("[data-view='1']").click()
    assert "Your Learning Roadmap" in page.locator(".source").inner_text()
    page.locator('.source [data-at="/timeline"]').hover()
    assert lit(page, "record") == ["12-15 months"]


SPOILT = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("svg.time, .pay svg")) {
    const around = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim());
    const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
    boxes.forEach(([text, one], i) => {
      const isIn = one.left >= around.left - 1 && one.right <= around.right + 1 && one.bottom <= around.bottom + 1;
      if (!isIn) found.push(text);
      for (const [other, box] of boxes.slice(i + 1)) {
        const wide = Math.min(one.right, box.right) - Math.max(one.left, box.left);
        const high = Math.min(one.bottom, box.bottom) - Math.max(one.top, box.top);
        if (wide > 1.5 && high > 4) found.push(`${text} / ${other}`);
      }
    });
  }
  for (const cell of document.querySelectorAll(".skills tr > *")) {
    if (cell.scrollWidth > cell.clientWidth + 1) found.push(cell.textContent);
  }
  return found;
}"""


def test_no_words_of_the_pictures_are_cut_or_on_others(opened: Browser, report: str) -> None:
    with tab(opened, width=390) as page:
        page.goto(report)
        for line in (PROJECT / "normalized" / "dataset.jsonl").read_text("utf-8").splitlines():
            name = json.loads(line)["id"]
            go(page, name)
            assert (name, page.evaluate(SPOILT)) == (name, [])


@needs_axe
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_all_can_use_it(opened: Browser, report: str, width: int, theme: str) -> None:
    with tab(opened, width=width, theme=theme) as page:
        page.goto(report)
        assert (violations(page), overflow(page)) == ([], 0)
        for name in (QA, HTML):
            go(page, name)
            page.keyboard.press("j")
            for details in page.locator("details").all():
                details.evaluate("one => { one.open = true }")
            assert (violations(page), overflow(page)) == ([], 0)


def test_print_shows_all_of_it(opened: Browser, report: str) -> None:
    with tab(opened) as page:
        page.goto(f"{report}#{QA}")
        page.emulate_media(media="print")
        box: Any = page.locator(".source").bounding_box()
        assert box["height"] > 1500
        assert page.locator(".top").is_hidden()


A4 = 718  # pixels between the margins of a page


@pytest.mark.parametrize("width", [1280, A4, 390])
def test_it_prints_whole(opened: Browser, report: str, width: int, tmp_path: Path) -> None:
    with tab(opened, width=width) as page:
        page.goto(report)
        page.locator("#find").press_sequentially("kubernetes")
        closed = "document.querySelectorAll('main details:not([open])').length"
        page.evaluate(f"addEventListener('beforeprint', () => {{ window.closed = {closed} }})")
        page.pdf(path=tmp_path / "overview.pdf", format="A4")
        assert page.evaluate("window.closed") == 0
        page.emulate_media(media="print")
        expect(page.locator(".pathways tbody tr:visible")).to_have_count(16)
        rules = page.locator("[data-rule]")
        expect(page.locator("[data-rule]:visible")).to_have_count(rules.count())
        expect(page.locator(".pathways tbody td.covered:visible")).to_have_count(16)
        assert (page.locator(".pathways tbody td.covered").first.inner_text() != "") or width > 640
        assert overflow(page) == 0
        page.emulate_media(media="screen")
        go(page, QA)
        page.pdf(path=tmp_path / "pathway.pdf", format="A4")
        assert page.evaluate("window.closed") == 0
        assert page.locator("main details[open]").count() < page.locator("main details").count()
        page.emulate_media(media="print")
        for picture in page.locator(".picture").all():
            svg, box = picture.locator("> svg").bounding_box(), picture.bounding_box()
            assert svg
            assert box
            assert svg["width"] <= box["width"] + 1


def test_dismissed_findings_are_told_with_reason_and_last_day(opened: Browser, tmp_path: Path) -> None:
    page_text = "From Baker to Miller\nTimeline\n9 months\nYour Learning Roadmap\n1\nDough\n8 weeks\n"
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(page_text, "utf-8")
    commands = [("build", "--fail-on", "never", "-q", "--out", "earlier"), ("build", "--fail-on", "never", "-q")]
    for command in (*commands, ("report", "--since", "earlier")):
        done = installed(*command, cwd=tmp_path)
        assert done.code == 0, done.err
        (tmp_path / "raw" / "a.txt").write_text(page_text.replace("8 weeks", "7 weeks"), "utf-8")
        (tmp_path / "pathingest.toml").write_text(
            '[[lint.suppress]]\nrule = "STR"\nreason = "<b>short</b>"\nby = "anna"\n'
            'until = 2999-12-31\npath = "raw/*"\n',
            "utf-8",
        )
    with tab(opened) as page:
        page.goto((tmp_path / "report.html").as_uri())
        expect(page.locator(".changes")).to_contain_text(re.compile(r"0 closed, \d+ dismissed"))
        expect(page.locator(".changes .turned").first).to_contain_text("dismissed STR")
        expect(page.locator(".changes")).to_contain_text("<b>short</b>, until 2999-12-31, by anna")
        page.goto(f"{page.url}#baker-to-miller")
        listed = page.locator("details.dismissed")
        expect(listed.locator("li").first).to_be_hidden()
        listed.locator("summary").click()
        expect(listed.locator("li").first).to_contain_text("<b>short</b>, until 2999-12-31, by anna")
        assert overflow(page) == 0


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("attack")
    (folder / "raw").mkdir()
    (folder / "raw" / "attack.txt").write_text(ATTACK.replace("{text}", "Nurses read charts. " * 5), "utf-8")
    (folder / "raw" / "markup.html").write_text(
        "<h1>From Baker to &lt;script&gt;alert(1)&lt;/script&gt; Miller</h1><h2>Skills to Learn</h2>"
        "<h3><b onmouseover=alert(1)>SQL</b></h3><p>Query.</p><h2>Roadmap</h2><h3>Phase 1: Dough &lt;img src=x "
        "onerror=alert(1)&gt;</h3><p>8 weeks</p><ul><li><a href='javascript:alert(1)'>A course</a></li></ul>",
        "utf-8",
    )
    long = "From Cook to Writer: " + "word <i>" * 12_500
    (folder / "raw" / "long.txt").write_text(f"{long}\nTimeline\n9 months\nOverview\n{'x' * 100_000}\n", "utf-8")
    title = f"<title>From Clerk to Tailor {'t' * 100_000}</title><h1>From Clerk to Tailor {'t' * 100_000}</h1>"
    body = "<h2>Skills to Learn</h2><h3>Sewing</h3><p>Sew.</p><h2>Roadmap</h2><h3>Phase 1: Cloth</h3><p>8 weeks</p>"
    (folder / "raw" / "title.html").write_text(title + body, "utf-8")
    for command in (("build", "--fail-on", "never", "-q"), ("report",)):
        done = installed(*command, cwd=folder)
        assert done.code == 0, done.err
    return (folder / "report.html").as_uri()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_attacking_page_stays_text(opened: Browser, attack: str, width: int) -> None:
    with tab(opened, width=width) as page:
        page.goto(attack)
        names = page.evaluate("[...document.querySelectorAll('script[data-id]')].map((one) => one.dataset.id)")
        assert len(names) >= 2
        shown = ""
        for name in ["", *names]:
            page.evaluate("name => { location.hash = encodeURIComponent(name) }", name)
            page.wait_for_selector(".pathway .panes" if name else ".overview")
            for details in page.locator("details").all():
                details.evaluate("one => { one.open = true }")
            for value in page.locator("[data-at]").all()[:30]:
                value.dispatch_event("pointerover")
                value.dispatch_event("click")
            made = (
                "main script, main img, main iframe, main [onclick], main [onload], main [onerror], main a[href^=java]"
            )
            assert page.locator(made).count() == 0
            assert page.locator("[style]").count() == 0
            assert overflow(page) == 0
            shown += page.locator("main").inner_text()
        assert "alert(" in shown
        assert "\u202e" not in shown
        assert "\u2039U+202E\u203a" in shown


def test_record_and_picture_have_one_number_of_weeks(page: Page) -> None:
    compared = 0
    for line in (PROJECT / "normalized" / "dataset.jsonl").read_text("utf-8").splitlines():
        go(page, json.loads(line)["id"])
        table = page.locator(".times tbody tr")
        said = dict(zip(table.locator("th").all_text_contents(), table.all_text_contents(), strict=True))
        for row, name in (("timeline", "Timeline"), ("headline", "Headline")):
            shown = page.locator(".record .row", has=page.locator(f".name:text-is('{row}')")).locator(".computed")
            if name in said and shown.count():
                weeks = re.search(r"[\d.]+(?:\u2013[\d.]+)?", shown.inner_text())
                assert weeks
                assert f"week{'s' if chr(0x2013) in weeks[0] else ''} {weeks[0]}" in said[name]
                assert "which are compared" in str(shown.get_attribute("title"))
                compared += 1
        total = page.locator(".record .row", has=page.locator(".name:text-is('in all')")).locator(".value")
        if "Roadmap" in said and total.count():
            assert total.inner_text() in said["Roadmap"]
            compared += 1
    assert compared > 20


def test_a_page_whose_text_alone_states_times_is_said_to_state_them(page: Page) -> None:
    row = page.locator('tr[data-id="bus-driver-to-cloud-support-engineer"] .weeks')
    expect(row).to_have_text("no time to compare")
    go(page, "bus-driver-to-cloud-support-engineer")
    said = page.locator(".panel > .absent")
    expect(said).to_contain_text("No headline, timeline, phase or answer states how long it takes")
    expect(said).to_contain_text("the text has \u201celeven years\u201d, \u201c14 months\u201d.")
    said.locator("span").last.hover()
    assert lit(page, "source") == ["14 months"]


def test_a_search_finds_what_is_found_on_a_pathway(page: Page) -> None:
    shown, rows = page.locator(".shown"), page.locator(".pathways tbody tr:visible")
    for words in ("DUR008", "skills-exceed-timeline", "the timeline says 3\u20135 months"):
        page.locator("#find").fill(words)
        expect(shown).not_to_contain_text("so far")
        expect(shown).to_have_text(re.compile(rf"of 16 with \u201c{re.escape(words)}\u201d$"))
        assert QA in [one.get_attribute("data-id") for one in rows.all()]
        assert rows.count() < 16


def test_the_weeks_of_a_line_have_numbers_at_every_width(opened: Browser, report: str) -> None:
    for width, is_own in ((1280, False), (390, True)):
        with tab(opened, width=width) as page:
            page.goto(report)
            drawn = page.locator(".pathways use").evaluate_all(
                "all => all.filter((one) => one.getBoundingClientRect().width)"
            )
            assert len(drawn) == (page.locator(".pathways .mini").count() if is_own else 0)
            assert "26" in page.locator("#numbers-of-weeks text").all_text_contents()


def test_a_correction_shows_beside_what_the_page_says(opened: Browser, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    page_of_qa = PROJECT / "raw" / f"{QA}.txt"
    (tmp_path / "raw" / page_of_qa.name).write_bytes(page_of_qa.read_bytes())
    for command in (
        ("build", "--fail-on", "never", "-q"),
        ("override", "set", QA, "/timeline", "4-6 months", "--reason", "asked", "--by", "anna"),
        ("override", "set", QA, "/headline/duration", "9 months", "--reason", "asked"),
        ("override", "set", QA, "/salary_change", "+55%", "--reason", "asked"),
        ("build", "--fail-on", "never", "-q"),
        ("report",),
    ):
        assert installed(*command, cwd=tmp_path).code == 0
    with tab(opened) as page:
        page.goto(f"{(tmp_path / 'report.html').as_uri()}#{QA}")
        expect(page.locator(".record")).not_to_contain_text("[object")
        row = page.locator(".record .row", has_text="timeline")
        expect(row.locator(".chip.corrected")).to_be_visible()
        expect(row.locator("del")).to_contain_text("3-5 months")
        expect(row.locator(".decided")).to_have_text(re.compile(r"\(asked, anna, \d{4}-\d\d-\d\d"))
        row.locator(".value").hover()
        assert lit(page, "source") == ["3-5 months"]
        for picture, name in ((".times", "Timeline"), (".pay", "Summary")):
            row = page.locator(f"{picture} .row", has_text=name).first
            expect(row).to_contain_text("(corrected)")
            expect(row).not_to_contain_text("\u201c")
        said = re.search(
            r": (\d+) values proven, \d+ word for word, 3 corrected;", page.locator(".verdict").inner_text()
        )
        page.keyboard.press("o")
        assert said, page.locator(".verdict").inner_text()
        tile = page.locator(".figures div", has_text="Values with their source")
        expect(tile).to_contain_text(re.compile(rf"source{said[1]}\d+ quoted.*; besides 3 corrected"))


def test_pay_that_is_on_no_axis_is_said_below_and_lights_its_words(opened: Browser, tmp_path: Path) -> None:
    said = "Bakers earn $30k-$40k, while Millers earn $60k-$70k.\nAnd later?\nInterns earn $20 an hour."
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(f"From Baker to Miller\nFAQ\nWhat will I earn?\n{said}\n", "utf-8")
    for command in (("build", "--fail-on", "never", "-q"), ("report",)):
        assert installed(*command, cwd=tmp_path).code == 0
    with tab(opened) as page:
        page.goto(f"{(tmp_path / 'report.html').as_uri()}#baker-to-miller")
        expect(page.locator(".pay .lead")).to_have_text("What the page says both jobs pay.")
        also = page.locator(".pay .amounts li")
        expect(also).to_have_text(["not said of whom \u201c$20 an hour\u201d"])
        also.hover()
        assert lit(page, "source") == ["$20 an hour"]


def test_what_changed_since_the_last_build_is_said_in_words_and_opens(opened: Browser, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    page_of_qa = (PROJECT / "raw" / f"{QA}.txt").read_text("utf-8")
    path = tmp_path / "raw" / f"{QA}.txt"
    path.write_text(page_of_qa.replace("8-10 months", "3-5 months").replace("Retrieval Basics", "PyTorch/JAX"), "utf-8")
    assert installed("build", "--fail-on", "never", "-q", "--out", "earlier", cwd=tmp_path).code == 0
    later = page_of_qa.replace("Retrieval Basics", "PyTorch/JAX").replace("5 weeks", "6 weeks").replace("Easy", "Hard")
    later = later.replace("Nice to have", "Important", 1)
    path.write_text(later, "utf-8")
    assert installed("build", "--fail-on", "never", "-q", cwd=tmp_path).code == 0
    assert installed("report", "--since", "earlier", cwd=tmp_path).code == 0
    with tab(opened) as page:
        page.goto((tmp_path / "report.html").as_uri())
        changes = page.locator(".changes")
        expect(changes).to_contain_text("1 finding is new, 0 closed.")
        more = changes.locator("details")
        expect(more.locator("small").first).to_be_hidden()
        more.locator("summary").click()
        expect(more.locator("small").first).to_be_visible()
        text = changes.inner_text()
        assert "skill \u201cPyTorch/JAX\u201d \u00b7 time: 5 weeks \u2192 6 weeks" in text
        assert "roadmap total: 16 weeks \u2192 18 weeks" in text
        assert "priority: nice to have \u2192 important" in text
        assert not re.search(r"~1|_|/(?:min|max)", text)
        changes.locator("a", has_text="DUR003").click()
        expect(page.locator(".finding.on")).to_contain_text("DUR003")


def test_a_record_that_was_changed_is_seen(opened: Browser, report: str, tmp_path: Path) -> None:
    text = Path(report.removeprefix("file://")).read_text("utf-8")
    block = re.search(rf'(?<=data-id="{QA}">)[^<]*', text)
    assert block
    data = json.loads(zlib.decompress(base64.b64decode(block[0])))
    data["record"] = data["record"].replace("Volatile: titles", "Volatile! titles")
    changed = tmp_path / "report.html"
    changed.write_text(text.replace(block[0], packed(data)), "utf-8")
    with tab(opened) as page:
        page.goto(f"{changed.as_uri()}#{QA}")
        expect(page.locator(".verdict summary")).to_contain_text("fault")


def test_a_certainty_is_said_as_findings_say_it(opened: Browser) -> None:
    function = re.search(r"(?<=export )function percent\(.*?\n}\n", (ASSETS / "chips.js").read_text("utf-8"), re.DOTALL)
    assert function
    shares = [number / 10_000 for number in range(10_001)]
    with tab(opened, of="about:") as page:
        said = page.evaluate(f"shares => {{ {function[0]} return shares.map(percent); }}", shares)
    assert said == [in_percent(share) for share in shares]
    assert [in_percent(share) for share in (0, 0.0099, 0.29, 0.57, 0.9396, 0.94, 1)] == [
        *("< 1%", "< 1%", "29%", "57%", "93%", "94%", "100%")
    ]
