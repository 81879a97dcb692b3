"""The page of a review in a real browser: by keyboard alone, by selecting words, and against a page that attacks."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from browsing import needs_axe, needs_chromium, overflow, tab, violations
from pathingest.review.sight import shown
from pathingest.values.text import canonical
from reviewing import NAME, PAGE, Server, built, served
from running import Tool

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = needs_chromium
DOCUMENT = (Path(__file__).parents[1] / "docs" / "review.md").read_text("utf-8")
KEYS = DOCUMENT.partition("## Keys")[2].partition("\n## ")[0]
DOCUMENTED = dict(re.findall(r"^\| (\S+|J, K|1 to 9) \| (.+) \|$", KEYS, re.MULTILINE))
FILE = Path("overrides") / f"{NAME}.yaml"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw/page.txt").write_text(PAGE, "utf-8")
    built()
    with served() as found:
        yield found


@pytest.fixture
def page(opened: Browser, server: Server) -> Iterator[Page]:
    with tab(opened, height=860, of=server.origin) as found:
        found.goto(server.address)
        found.wait_for_selector(".option")
        yield found


def at(page: Page, code: str) -> None:
    """Go to a decision of a rule by keyboard."""
    for _ in range(40):
        page.wait_for_selector(".accept:not([disabled])")
        if page.locator(".meta .mono").inner_text() == code:
            return
        before = page.locator("[aria-current=true]").inner_text()
        page.keyboard.press("j")
        page.wait_for_function("text => document.querySelector('[aria-current=true]').innerText !== text", arg=before)
        page.wait_for_function("() => document.querySelector('.accept .label').textContent !== ''")
        page.wait_for_timeout(60)
    raise AssertionError(code)


def corrected(page: Page) -> None:
    """Correct the pay of the decision that is shown, and look at what was decided."""
    page.keyboard.press("e")
    page.keyboard.type("+8%")
    page.wait_for_selector(".edit .read.good")
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    page.wait_for_selector(".accept:not([disabled])")
    page.locator(".item.done").click()
    page.wait_for_selector(".decided")


def left(page: Page) -> int:
    return int(page.locator(".count > b").inner_text())


def items() -> dict[str, dict[str, object]]:
    return {item["at"]: item for item in yaml.safe_load(FILE.read_text("utf-8"))["overrides"]}


def test_the_whole_queue_is_decided_by_keyboard_alone(page: Page) -> None:
    count = left(page)
    assert count > 4
    for done in range(1, count + 1):
        page.keyboard.press("Enter")
        page.wait_for_function(
            "left => Number(document.querySelector('.count > b').textContent) === left", arg=count - done
        )
        if done < count:
            page.wait_for_function("() => document.querySelector('.accept').disabled === false")
            page.wait_for_function("() => document.querySelector('.files').textContent !== ''")
            page.wait_for_timeout(50)
    assert page.locator("#end").inner_text() == "Nothing is left to decide"
    assert page.locator(".card.end .why").inner_text().startswith("0 corrected, 2 accepted as read, 0 dismissed")
    assert set(items()) == {"/roadmap/Foundations/resources", "/roadmap/Practice/resources"}


def test_another_reading_is_one_key_and_lands_in_the_file_and_the_next_build(page: Page, tool: Tool) -> None:
    at(page, "EXT004")
    page.keyboard.press("2")
    page.wait_for_function("() => document.querySelector('.accept .label').textContent.startsWith('Accept: ')")
    words = page.locator(".option:has(:checked) .parts bdi").all_inner_texts()
    assert page.locator(".diff .plus").first.inner_text() == '+ schema: "pathingest.overrides/1"'
    assert not FILE.exists()
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    (item,) = items().values()
    assert item["value"] == words
    tool("build", "--fail-on", "never")
    record = json.loads(Path(f"normalized/{NAME}.json").read_text("utf-8"))
    assert words in [[one["name"] for one in phase["resources"]] for phase in record["roadmap"]]


def test_an_edit_shows_how_it_is_read_and_what_it_replaces(page: Page) -> None:
    at(page, "SAL002")
    page.keyboard.press("e")
    page.keyboard.type("a lot")
    page.wait_for_selector(".edit .read.bad")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("+5% to +10%")
    page.wait_for_selector(".edit .read.good")
    assert page.locator(".edit .read").inner_text() == "reads as +5% to +10%"
    assert page.locator(".values del").inner_text() == "+25%"
    assert [text.split()[-1] for text in page.locator(".values .chip").all_inner_texts()] == ["proven", "corrected"]
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    assert items()["/salary_change"]["value"] == "+5% to +10%"


def test_any_value_of_a_contradiction_can_be_edited(page: Page) -> None:
    at(page, "SAL002")
    page.keyboard.press("e")
    assert page.locator(".edit select option").all_inner_texts() == ["salary change", "answer of question 1"]
    page.keyboard.press("Enter")
    assert page.locator(".edit .read").inner_text() == "it is that now: change it, or Esc"
    page.locator(".edit select").select_option(index=1)
    assert page.locator("#value").input_value() == "Expect a 5-10% increase at first."
    page.keyboard.type("Expect a 25% increase at first.")
    page.wait_for_selector(".edit .read.good")
    page.wait_for_function("() => document.querySelector('.diff .plus')?.textContent.includes('schema')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    (item,) = items().values()
    assert item["value"] == "Expect a 25% increase at first."


def test_what_cannot_be_done_says_why_at_its_key(page: Page) -> None:
    at(page, "SAL002")
    page.keyboard.press("s")
    assert page.locator(".toast").inner_text() == "No line here holds several names"
    assert page.locator("[data-key=s]").get_attribute("title") == "No line here holds several names"
    at(page, "EXT004")
    page.keyboard.press("e")
    assert page.locator(".toast").inner_text() == "Names of one line are cut and joined with S"


def told(page: Page, key: str) -> str:
    """What is told when a key is pressed."""
    page.evaluate("() => document.querySelector('.toast').classList.remove('on')")
    page.keyboard.press(key)
    page.wait_for_selector(".toast.on", timeout=2000)
    return page.locator(".toast").inner_text()


def test_each_key_that_can_do_nothing_says_why(page: Page) -> None:
    page.wait_for_selector(".accept:not([disabled])")
    assert told(page, "k") == "This is the first decision"
    assert told(page, "u") == "There is nothing of yours to undo"
    at(page, "SAL002")
    assert told(page, "b") == "Nothing else is alike"
    assert told(page, "9") == "There is no reading 9"
    page.keyboard.press("w")
    page.wait_for_selector(".fill:not([hidden])")
    for key in ["e", "s", "a", "x", "n", "w", "o", "b", "j", "k", "u", "?", "1", "9"]:
        assert told(page, key) == "Esc first: something is being entered", key
    page.keyboard.press("Escape")
    corrected(page)
    page.locator("#question").focus()
    for key in ["Enter", "e", "s", "a", "x", "n", "w", "b", "1"]:
        assert told(page, key) == "This is decided already", key
    while left(page):
        page.locator(".item:not(.done)").first.click()
        page.locator("#question").focus()
        page.wait_for_selector(".accept:not([disabled])")
        count = left(page)
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => Number(document.querySelector('.count > b').textContent) === {count - 1}")
    page.wait_for_selector("#end:visible")
    for key in ["Enter", "e", "s", "a", "x", "n", "w", "b", "1"]:
        assert told(page, key) == "Nothing is left to decide", key


def test_words_that_are_selected_by_pointer_fill_a_field(page: Page) -> None:
    at(page, "EXT005")
    words = page.locator("source-view .row", has_text="80% of posts").locator("bdi")
    words.click(click_count=3)
    page.wait_for_selector(".fill:not([hidden])")
    page.locator(".fill select").select_option("/demand")
    page.wait_for_selector(".fill .read.good")
    page.locator(".fill [type=submit]").click()
    page.wait_for_selector(".item.done")
    item = items()["/demand"]
    assert item["value"] == "80% of posts"
    assert item["source"]["text"] == "80% of posts"  # type: ignore[index]


WHERE = """() => [...document.querySelectorAll("main *")].map((element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [element.localName, element.className, left, top, width, height].join(" ");
})"""


def drag(page: Page, words: str, wait: int = 0) -> None:
    """Select words by pressing the pointer at their beginning and moving it to their end; nothing may move under it."""
    box = page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector("source-view"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            node.parentElement.scrollIntoView({ block: "center" });
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return [left, right, (top + bottom) / 2];
          }
        }""",
        words,
    )
    assert box, words
    left_, right, y = box
    page.mouse.move(left_ + 1, y)
    before = page.evaluate(WHERE)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(left_ + 1 + (right - left_ - 1.5) * step / 10, y)
        page.wait_for_timeout(20)
    page.wait_for_timeout(wait)
    assert page.evaluate("getSelection().toString()") == words
    assert page.evaluate(WHERE) == before
    page.mouse.up()
    page.wait_for_function("words => document.querySelector('.fill .words bdi')?.textContent === words", arg=words)


@pytest.mark.parametrize(
    ("line", "words", "field"),
    [
        ("It took 14 months in all", "14 months", "/timeline"),
        ("Pay rose by +30% to +40% there", "+30% to +40%", "/salary_change"),
        ("Most get a raise of 20% there", "raise of 20%", "/salary_change"),
        ("It is up to 30% more there", "up to 30% more", "/salary_change"),
        ("Pay is 10-20% higher there", "10-20% higher", "/salary_change"),
        ("Pay rose by +30% there", "Pay rose", ""),
        ("80% of posts", "80%", ""),
    ],
)
def test_words_that_are_dragged_over_fill_what_they_surely_are_or_nothing(
    opened: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, words: str, field: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    text = PAGE.replace("Timeline\n9-12 months\nSalary Change\n+25%\n", "").replace("80% of posts", line)
    Path("raw/page.txt").write_text(text, "utf-8")
    built()
    with served() as server, tab(opened, of=server.origin) as page:
        page.goto(server.address)
        at(page, "EXT005")
        drag(page, words)
        assert page.locator(".fill select").input_value() == field
        count = left(page)
        if field:
            page.wait_for_selector(".fill .read.good")
        else:
            assert page.locator(".fill [type=submit]").is_disabled()
            assert page.locator(".fill .read").inner_text() == "choose a field"
        page.keyboard.press("Enter")
        if field:
            page.wait_for_selector(".item.done")
        else:
            page.wait_for_timeout(400)
        assert FILE.exists() == bool(field)
        assert (left(page) == count) == (not field)


def test_words_fill_the_missing_field_that_they_are_for_and_what_is_left_is_asked_on(
    opened: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    summary = PAGE[PAGE.index("Difficulty") : PAGE.index("Growing")]
    text = PAGE.replace(summary, "It took 14 months in all.\n").replace(
        "charts all day.", "charts. It takes 16 months."
    )
    Path("raw/page.txt").write_text(text, "utf-8")
    built()
    with served() as server, tab(opened, of=server.origin) as page:
        page.goto(server.address)
        at(page, "STR002")
        shown = page.locator("#question").inner_text()
        page.locator(".option", has_text="16 months").click()
        assert page.locator("source-view mark").all_inner_texts() == ["16 months"]
        page.wait_for_selector(".accept:not([disabled])")
        page.keyboard.press("e")
        page.wait_for_selector(".edit .read.good")  # before anything is typed
        assert page.locator(".values dd").last.inner_text().startswith("16 months")
        page.locator(".edit select").select_option("/difficulty")
        page.wait_for_function("() => document.querySelector('.diff').textContent === 'Nothing: it is that now.'")
        press(page, "Escape 1")
        assert page.locator("source-view mark").all_inner_texts() != ["16 months"]
        page.keyboard.press("o")
        page.wait_for_selector(".places.all")
        drag(page, "14 months")
        assert page.locator(".fill select").input_value() == "/timeline"
        page.wait_for_selector(".fill .read.good")
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.querySelector('.toast').innerText.includes('more is asked here')")
        assert page.locator("#question").inner_text() == shown
        news = page.locator(".toast").inner_text()
        assert "3 new decisions: DUR001 duration of headline \u2026, before this one \u00b7 1 went" in news
        assert "14 months" in FILE.read_text("utf-8")


def test_what_a_field_has_is_not_replaced_on_a_guess(page: Page) -> None:
    at(page, "EXT005")
    page.keyboard.press("o")
    page.wait_for_selector(".places.all")
    drag(page, "28 weeks")
    assert page.locator(".fill select").input_value() == ""
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_selector(".fill:not([hidden])")
    assert page.locator(".fill select").input_value() == ""
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert not FILE.exists()


def test_words_of_another_kind_do_not_go_to_what_is_decided(page: Page) -> None:
    at(page, "SAL002")
    page.keyboard.press("o")
    page.wait_for_selector(".places.all")
    for words, field in (("28 weeks", ""), ("5-10% increase", "/salary_change"), ("Growing", "/salary_change")):
        drag(page, words)
        assert page.locator(".fill select").input_value() == field
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_under_a_drag_until_the_button_is_let_go(page: Page, width: int) -> None:
    at(page, "EXT005")
    page.set_viewport_size({"width": width, "height": 860})
    page.keyboard.press("o")
    page.wait_for_selector(".places.all")
    drag(page, "Query a public data set.")
    page.keyboard.press("Escape")
    Path("raw/other.txt").write_text(PAGE.replace("Nurse", "Cook"), "utf-8")
    drag(page, "MLOps Community", wait=3000)
    page.wait_for_selector(".notice:not([hidden])", timeout=8000)


def test_the_button_that_fills_is_in_sight_on_a_whole_page(page: Page) -> None:
    for width, height in ((1280, 860), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        at(page, "EXT005")
        page.keyboard.press("o")
        page.wait_for_selector(".places.all")
        page.keyboard.press("a")
        button = page.locator(".fill [type=submit]").bounding_box()
        bar = page.locator(".bar").bounding_box()
        assert button
        assert button["y"] + button["height"] <= (bar["y"] if bar else height)
        page.keyboard.press("Escape")
        page.keyboard.press("o")
        page.wait_for_selector(".places:not(.all)")


def test_words_are_chosen_by_keyboard_too(page: Page) -> None:
    at(page, "EXT005")
    page.keyboard.press("w")
    page.keyboard.press("ArrowDown")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("() => document.querySelector('.fill .words bdi')?.textContent === '80% of posts'")
    page.locator(".fill select").focus()
    page.keyboard.type("demand")
    page.wait_for_selector(".fill .read.good")
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    assert items()["/demand"]["value"] == "80% of posts"


def test_arrows_go_by_word_and_by_line_and_both_lists_of_keys_say_so(page: Page) -> None:
    at(page, "EXT005")
    page.keyboard.press("o")
    page.wait_for_selector(".places.all")
    page.keyboard.press("w")
    seen = []
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(page.evaluate("getSelection().toString()"))
    assert seen == ["80%", "of", "Demand", "80%", "Remote", "share", "Remote"]
    said = "\u2190 and \u2192 go by word, \u2191 and \u2193 by line, with Shift for more"
    assert DOCUMENTED["W"] == f"chooses words in the source: {said}"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    legend = page.evaluate(
        """() => [...document.querySelectorAll(".keys:first-of-type dt")].map(
          (dt) => [[...dt.querySelectorAll("kbd")].map((key) => key.textContent), dt.nextElementSibling.textContent])"""
    )
    does = {key: words for keys, words in legend for key in keys}
    assert does["W"] == "choose words in the source: \u2190 \u2192 by word, \u2191 \u2193 by line, with Shift for more"
    named = {key for keys in DOCUMENTED.keys() - {"key"} for key in re.split(", | to ", keys)}
    assert {*does} - {"\u23ce"} == named - {"Enter", "?"}


def test_a_line_is_split_by_hand(page: Page) -> None:
    at(page, "EXT004")
    glued = page.locator("source-view mark").inner_text()
    page.keyboard.press("s")
    page.wait_for_selector(".cutter:focus")
    seams = page.locator(".cutter .seam").count()
    page.keyboard.press("Space")
    page.wait_for_function("count => document.querySelectorAll('.cutter .seam').length === count", arg=seams - 1)
    page.wait_for_selector(".cut [type=submit]:not([disabled])")
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    (item,) = items().values()
    names = item["value"]
    assert isinstance(names, list)
    assert "".join("".join(names).split()) == "".join(glued.split())


def test_a_line_that_is_cut_as_it_was_read_is_no_correction(page: Page) -> None:
    at(page, "EXT004")
    page.keyboard.press("s")
    page.wait_for_selector(".cut .read.good")
    page.wait_for_timeout(200)
    assert page.locator(".values del").count() == 0
    assert page.locator(".values .chip.corrected").count() == 0


def test_what_was_decided_can_be_looked_at(page: Page) -> None:
    at(page, "SAL002")
    why = page.locator(".why").first.inner_text()
    corrected(page)
    assert "\u2192 +8%" in page.locator(".decided").inner_text()
    assert page.locator(".why").first.inner_text() == why
    assert page.locator("source-view mark").first.inner_text() == "+25%"
    assert page.locator(".values del").inner_text() == "+25%"
    assert page.locator(".values dd").last.inner_text().startswith("+8%")
    assert '  value: "+8%"' in page.locator(".diff").inner_text()
    count = left(page)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert left(page) == count
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.wait_for_selector(".option, .decided")


def test_going_on_draws_nothing_of_the_queue_again(page: Page) -> None:
    page.evaluate(
        """() => {
          window.made = 0;
          new MutationObserver((all) => all.forEach((one) => (window.made += one.addedNodes.length))).observe(
            document.querySelector(".queue"), { childList: true, subtree: true });
        }"""
    )
    page.wait_for_selector(".accept:not([disabled])")
    page.keyboard.press("j")
    page.wait_for_selector(".accept:not([disabled])")
    assert page.locator(".queue [aria-current]").count() == 1
    assert page.evaluate("made") == 0
    count = left(page)
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => Number(document.querySelector('.count > b').textContent) === {count - 1}")
    page.wait_for_selector(".accept:not([disabled])")
    assert page.evaluate("made") <= 2


def test_whoever_has_the_page_of_an_ended_start_is_told_what_to_do(opened: Browser, server: Server) -> None:
    page = opened.new_page()
    page.goto(server.address)
    page.wait_for_selector(".option")
    page.route("**/api/state*", lambda route: route.fulfill(status=403, body="refused: open the address"))
    page.wait_for_selector(".notice:not([hidden])", timeout=8000)
    said = "This page is of a `pathingest review` that has ended: open the address"
    assert page.locator(".notice").inner_text() == said
    page.unroute("**/api/state*")
    page.wait_for_selector(".notice", state="hidden", timeout=8000)
    page.close()


COVERED = """() => {
  window.scrollTo(0, document.body.scrollHeight);  // a phone has it on its bar, under which the page can be scrolled
  const toast = document.querySelector(".toast.on").getBoundingClientRect();
  const all = ".queue, .card, .out > *, .top .button, .count, .bar .button";
  return [...document.querySelectorAll(all)].filter((element) => {
    const one = element.getBoundingClientRect();
    const isAside = one.left >= toast.right || toast.left >= one.right;
    return one.width > 0 && !isAside && one.top < toast.bottom && toast.top < one.bottom;
  }).map((element) => element.className);
}"""


@pytest.mark.parametrize("width", [1280, 1000, 390])
def test_what_is_told_is_seen_whole_and_covers_nothing(page: Page, width: int) -> None:
    at(page, "EXT004")
    page.set_viewport_size({"width": width, "height": 860})
    page.keyboard.press("Enter")
    page.wait_for_selector(".toast.on")
    toast = page.locator(".toast")
    assert toast.inner_text() == f"Written to {FILE} \u00b7 U undoes it"
    assert toast.evaluate(
        "one => one.getBoundingClientRect().height > 2 * parseFloat(getComputedStyle(one).fontSize) + 16"
    )
    assert toast.evaluate("one => one.scrollHeight <= one.clientHeight")
    assert page.evaluate(COVERED) == []
    box = toast.bounding_box()
    assert box
    assert min(box["x"], box["y"], width - box["x"] - box["width"], 860 - box["y"] - box["height"]) >= 0


def test_what_is_told_does_not_cover_what_is_shown_in_the_queue(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 480})
    page.wait_for_selector(".accept:not([disabled])")
    for _ in range(page.locator(".item").count()):
        page.keyboard.press("j")
        page.wait_for_timeout(60)
    page.wait_for_selector(".accept:not([disabled])")
    page.keyboard.press("s")
    page.wait_for_selector(".toast.on")
    current, toast = page.locator("[aria-current=true]").bounding_box(), page.locator(".toast").bounding_box()
    assert current
    assert toast
    assert current["y"] + current["height"] <= toast["y"]


def test_undo_takes_the_file_back_and_brings_the_decision_again(page: Page) -> None:
    count = left(page)
    at(page, "EXT004")
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    assert FILE.exists()
    page.wait_for_timeout(100)
    page.keyboard.press("u")
    page.wait_for_function("count => Number(document.querySelector('.count > b').textContent) === count", arg=count)
    assert not FILE.exists()
    assert page.locator(".meta .mono").inner_text() == "EXT004"


def test_what_is_typed_while_a_decision_is_on_its_way_goes_nowhere(page: Page) -> None:
    at(page, "SAL002")

    def slowly(route: Route) -> None:
        page.keyboard.press("j")
        route.continue_()

    page.route("**/api/decide", slowly)
    press(page, "x Alt+2")
    page.wait_for_selector(".dismiss [type=submit]:not([disabled])")
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    assert page.locator(".dismiss").is_hidden()
    page.unroute("**/api/decide")
    page.wait_for_selector(".accept:not([disabled])")


def test_whoever_moves_on_while_a_decision_is_written_stays_there(page: Page) -> None:
    at(page, "SAL002")
    other = page.locator(".item").last

    def slowly(route: Route) -> None:
        other.click()
        route.continue_()

    page.route("**/api/decide", slowly)
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    page.unroute("**/api/decide")
    page.wait_for_selector(".accept:not([disabled])")
    assert other.get_attribute("aria-current") == "true"
    assert page.locator(".meta .mono").inner_text() in other.inner_text()


def test_of_two_tabs_of_a_browser_each_takes_back_its_own(page: Page, server: Server) -> None:
    corrected(page)
    tab_ = page.context.new_page()
    tab_.goto(server.address)
    tab_.wait_for_selector(".accept:not([disabled])")
    written = FILE.read_text("utf-8")
    tab_.keyboard.press("u")
    tab_.wait_for_selector(".toast.on")
    assert FILE.read_text("utf-8") == written
    page.bring_to_front()
    page.locator(".item:not(.done)").first.click()
    page.wait_for_selector(".accept:not([disabled])")
    page.keyboard.press("u")
    page.wait_for_function("() => !document.querySelector('.item.done')")
    assert not FILE.exists()


def test_a_dismissal_asks_for_a_reason_and_a_last_day(page: Page, tool: Tool) -> None:
    at(page, "SAL002")
    page.keyboard.press("x")
    page.wait_for_selector(".dismiss:not([hidden])")
    page.keyboard.press("Enter")
    assert page.locator(".dismiss").is_visible()
    page.keyboard.press("Alt+2")
    page.wait_for_selector(".dismiss [type=submit]:not([disabled])")
    page.wait_for_function("() => document.querySelector('.file')?.textContent.endsWith('.lint.toml')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".item.done")
    assert "Right in this trade" in Path("raw/page.txt.lint.toml").read_text("utf-8")
    assert "SAL002" not in tool("lint", "--format", "concise").out


def test_a_page_that_is_none(page: Page) -> None:
    page.keyboard.press("n")
    page.wait_for_selector(".none [name=reason]:focus")
    assert page.locator(".none .which").inner_text() == "Nurse \u2192 Data Analyst (raw/page.txt)"
    assert page.locator(".none [name=reason]").input_value() == ""  # of a page with a record nobody knows why
    page.keyboard.press("Enter")
    page.keyboard.type("it is an advertisement")
    page.wait_for_selector(".none [type=submit]:not([disabled])")
    page.wait_for_function("() => document.querySelector('.file')?.textContent.endsWith('ids.yaml')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#end:visible")
    assert left(page) == 0
    written = Path("overrides/ids.yaml").read_text("utf-8")
    assert "raw/page.txt" in written
    assert "it is an advertisement" in written


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("?")
    page.locator(".single").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert not page.locator(".edit").is_visible()
    page.locator("[data-key='?']").click()
    assert page.locator("dialog").is_visible()


def test_a_file_that_changes_on_disk_is_noticed(page: Page) -> None:
    at(page, "SAL002")
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+30%"), "utf-8")
    page.wait_for_selector(".notice:not([hidden])", timeout=8000)
    assert "raw/page.txt changed on disk" in page.locator(".notice").inner_text()
    assert "+30%" in page.locator("source-view").inner_text()


def hold(page: Page, key: str, times: int = 40) -> None:
    """Press a key and hold it, as a keyboard repeats it."""
    for _ in range(times):
        page.keyboard.down(key)
        page.wait_for_timeout(30)
    page.keyboard.up(key)


def test_a_key_that_is_held_decides_once_and_takes_back_once(page: Page) -> None:
    count = left(page)
    page.wait_for_selector(".accept:not([disabled])")
    hold(page, "Enter")
    assert left(page) == count - 1
    page.wait_for_selector(".accept:not([disabled])")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => Number(document.querySelector('.count > b').textContent) === {count - 2}")
    page.wait_for_selector(".accept:not([disabled])")
    hold(page, "u")
    assert left(page) == count - 1


def test_a_key_that_is_held_opens_a_form_and_writes_nothing_into_it(page: Page) -> None:
    at(page, "SAL002")
    hold(page, "e", 10)
    assert page.locator("#value").input_value() == "+25%"
    page.keyboard.type("+8%")
    page.wait_for_selector(".edit .read.good")
    count = left(page)
    hold(page, "Enter")
    assert left(page) == count - 1


@pytest.fixture
def other(opened: Browser, server: Server) -> Iterator[Page]:
    """The window of another editor."""
    with tab(opened, height=860, of=server.origin) as found:
        found.goto(server.address)
        found.wait_for_selector(".option")
        yield found


def test_whoever_is_moved_on_writes_nothing_before_they_have_looked(page: Page, other: Page, server: Server) -> None:
    at(page, "SAL002")
    at(other, "SAL002")
    offered = other.locator(".option").count()
    assert offered > 2
    decided = next(one for one in server.project.decisions if one.code == "SAL002").id
    act = {"do": "set", "at": "/salary_change", "value": "+8%"}
    count = left(other)
    other.keyboard.press("3")
    assert server.ask("/api/decide", {"id": decided, "act": act, "who": "anna"})[0] == 200
    other.wait_for_selector(".item.done", timeout=8000)
    for _ in range(8):
        other.keyboard.press("Enter")
        other.wait_for_timeout(150)
    assert left(other) == count - 1
    assert "Salary change" in other.locator(".notice").inner_text()
    assert "was decided meanwhile: \u2192 +8%. Your choice was not written." in other.locator(".notice").inner_text()
    other.wait_for_selector(".accept:not([disabled])")
    other.keyboard.press("Enter")
    other.wait_for_function(f"() => Number(document.querySelector('.count > b').textContent) === {count - 2}")


def test_a_choice_outlasts_what_others_change(page: Page) -> None:
    at(page, "SAL002")
    page.keyboard.press("3")
    label = page.locator(".option:has(:checked) .says").inner_text()
    Path("raw/page.txt").write_text(
        PAGE.replace("Nurses read", "Nurses often read").replace("Remote share\n80% of posts\n", ""), "utf-8"
    )
    page.wait_for_selector(".notice:not([hidden])", timeout=8000)
    assert page.locator(".option:has(:checked) .says").inner_text() == label
    Path("raw/page.txt").write_text(PAGE.replace("+25%", "+30%").replace("5-10%", "7-12%"), "utf-8")
    page.wait_for_function(
        "() => document.querySelector('.notice').textContent.includes('not offered any more')", timeout=8000
    )
    assert f"Your choice, {label}, is not offered any more" in page.locator(".notice").inner_text()
    assert page.locator(".option:has(:checked) kbd").inner_text() == "1"


def test_what_is_typed_outlasts_what_others_decide(page: Page, server: Server) -> None:
    at(page, "SAL002")
    page.keyboard.press("e")
    page.keyboard.type("+9%")
    page.wait_for_selector(".edit .read.good")
    page.wait_for_timeout(200)
    decided = next(one for one in server.project.decisions if one.code == "SAL002").id
    act = {"do": "set", "at": "/salary_change", "value": "+8%"}
    assert server.ask("/api/decide", {"id": decided, "act": act, "who": "anna"})[0] == 200
    page.wait_for_selector(".notice:not([hidden])", timeout=8000)
    assert "What you typed is still here" in page.locator(".notice").inner_text()
    assert page.locator("#value").input_value() == "+9%"
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.querySelector('.meta .mono').textContent !== 'SAL002'")
    assert items()["/salary_change"]["value"] == "+8%"


def test_of_two_windows_each_sees_what_the_other_decided(opened: Browser, server: Server, page: Page) -> None:
    at(page, "SAL002")
    with tab(opened, of=server.origin) as other:
        other.goto(server.address)
        other.wait_for_selector(".option")
        at(other, "SAL002")
        page.keyboard.press("Enter")
        page.wait_for_selector(".item.done")
        other.wait_for_selector(".item.done", timeout=8000)
        other.wait_for_function("() => document.querySelector('.meta .mono').textContent !== 'SAL002'")
        assert other.locator(".count").inner_text() == page.locator(".count").inner_text()


def test_the_same_thing_elsewhere_is_looked_at_and_decided_alike(page: Page) -> None:
    for name in ("Cook", "Clerk", "Guard"):
        text = f"Career Pathway1 views\n{PAGE}".replace("Nurse", name)
        Path(f"raw/{name}.txt").write_text(text, "utf-8")
    page.locator(".item", has_text="EXT001").first.wait_for(timeout=8000)
    at(page, "EXT001")
    assert page.locator(".same label").inner_text().startswith("Decide the 2 others alike")
    assert not page.locator(".same li").first.is_visible()
    page.locator(".same summary").click()
    assert page.locator(".same li").last.is_visible()
    count = left(page)
    page.wait_for_selector("#question:focus")  # Enter decides, and does not close the list again
    page.keyboard.press("b")
    assert page.locator(".accept .label").inner_text().endswith(", and 2 alike")
    press(page, "x Alt+2")
    page.wait_for_selector(".dismiss [type=submit]:not([disabled])")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => Number(document.querySelector('.count > b').textContent) === {count - 3}")
    assert len(list(Path("raw").glob("*.lint.toml"))) == 3
    assert page.locator(".count").inner_text() == f"3 of {count} decided, {count - 3} left"
    assert page.locator(".ticks li").count() == count
    assert page.locator(".ticks li.done").count() == 3
    assert page.locator(".item.done .sure").inner_text() == "\u00d7 3"
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".queue summary").wait_for()
    assert page.locator(".queue summary").inner_text() == f"All {count} decisions"
    page.set_viewport_size({"width": 1280, "height": 860})
    while left(page):
        page.wait_for_selector(".accept:not([disabled])")
        before = page.locator(".count").inner_text()  # a note that another rule had hidden may come up
        page.keyboard.press("Enter")
        page.wait_for_function("before => document.querySelector('.count').innerText !== before", arg=before)
    page.wait_for_selector("#end:visible")
    decided = int(page.locator(".count .desk b").inner_text())
    assert sum(map(int, re.findall(r"\d+", page.locator(".card.end .why").inner_text()))) == decided


def test_the_whole_page_can_be_looked_at(page: Page) -> None:
    at(page, "SAL002")
    part = page.locator("source-view .row").count()
    page.keyboard.press("o")
    page.wait_for_selector(".places.all")
    rows = page.locator("source-view .row").count()
    assert rows == len([line for line in PAGE.splitlines() if line.strip()]) > part
    assert page.locator("source-view mark").first.inner_text() == "+25%"
    page.keyboard.press("o")
    page.wait_for_selector(".places:not(.all)")
    assert page.locator("source-view .row").count() == part


def test_what_is_far_apart_is_shown_with_how_many_lines_are_between(page: Page) -> None:
    at(page, "SAL002")
    assert page.locator("source-view mark").all_inner_texts() == ["+25%", "5-10% increase"]
    numbers = [int(text) for text in page.locator("source-view .row > i").all_inner_texts()]
    gap = next(i for i in range(1, len(numbers)) if numbers[i] > numbers[i - 1] + 1)
    assert page.locator("source-view .between").inner_text() == f"{numbers[gap] - numbers[gap - 1] - 1} lines between"


WORDS_OF_ROWS = """async () => {
  const view = document.querySelector("source-view");
  const found = [];
  for (const row of view.querySelectorAll(".row > bdi")) {
    const told = new Promise((resolve) => {
      view.addEventListener("words", ({ detail }) => resolve(detail), { once: true, capture: true });
      setTimeout(resolve, 1000, null);
    });
    getSelection().selectAllChildren(row);
    found.push([row.textContent, await told]);
  }
  return found;
}"""
RAW = Path(__file__).parents[1] / "raw"
MADE = (
    "<!doctype html><html lang=en><head><title>From Cook to Data Analyst</title></head><body>"
    "<nav><a href='/moves'>Moves</a> <a href='/pay'>Pay</a></nav><h1>From Cook to Data Analyst</h1><h2>Salary</h2>"
    "<p>+25%</p><h2>Overview</h2><p>They call\nit R&amp;D,\r\n  and Data<b>base</b> <i>too</i>.<br>"
    "<span>one</span><span>two</span><!-- no --> \U0001f600 three</p><p>pay rose by 5&nbsp;%</p>"
    "<h2>Roadmap</h2><h3>Phase 1: Learn</h3><p>2 weeks</p><p>Resources: Team Topologies summaryCNCF landscape</p>"
)


def test_html_is_shown_without_tags_and_each_line_has_its_place(
    opened: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    for path in RAW.glob("*.html"):
        shutil.copy(path, Path("raw", path.name))
    Path("raw/made.html").write_bytes(MADE.encode())
    built()
    with served() as server, tab(opened, of=server.origin) as page:
        page.goto(server.address)
        page.wait_for_selector(".option")
        first = {one.path: one.id for one in reversed(server.project.decisions) if one.path.endswith(".html")}
        assert {"raw/made.html", "raw/hotel-receptionist-to-customer-success-manager.html"} <= {*first}
        seen = ""
        for where, name in first.items():
            index = [one["id"] for one in server.ask("/api/state")[1]["open"]].index(name)
            page.locator(".item").nth(index).click()
            page.wait_for_function("path => document.querySelector('.where')?.textContent === path", arg=where)
            page.keyboard.press("o")
            page.wait_for_selector(".places.all")
            read = server.project.read(where)
            rows = page.evaluate(WORDS_OF_ROWS)
            page.keyboard.press("Escape")
            for text, told in rows:
                assert told, text
                words = shown(read.source, read.evidence.accounts[0], told["start"], told["end"])
                assert " ".join(words) == canonical(told["text"])[0], (where, told)
                seen += f"{text}\n"
        assert "they call it customer success" in seen
        assert "They call it R&D, and Database too." in " ".join(seen.split())
        assert not re.search(r"</|<a |&\w+;|\">", seen)


HIDDEN_MARKS = """() => [...document.querySelectorAll("source-view mark")].filter((mark) => {
  const [box, found] = [mark.closest(".lines").getBoundingClientRect(), mark.getBoundingClientRect()];
  return found.top < box.top || found.bottom > box.bottom;
}).map((mark) => mark.textContent)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_all_places_of_a_contradiction_are_in_sight_at_once(
    opened: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(RAW, "raw")
    built()
    with served() as server, tab(opened, width=width, height=860, of=server.origin) as page:
        page.goto(server.address)
        page.wait_for_selector(".option")
        having = [(one.id, one.finding) for one in server.project.decisions if one.finding]
        several = {name for name, finding in having if len(finding.related) > bool(finding.whole)}
        queue = [one["id"] for one in server.ask("/api/state")[1]["open"]]
        assert len(several) > 15
        out = []
        for index, name in enumerate(queue):
            if name not in several:
                continue
            page.evaluate("i => document.querySelectorAll('.item')[i].click()", index)
            page.wait_for_selector(".accept:not([disabled])")
            assert page.locator("source-view mark").count() > 1 or page.locator(".place").count() > 1
            if found := page.evaluate(HIDDEN_MARKS):
                out.append((page.locator(".meta .mono").inner_text(), found))
        assert out == []


# What is open after these keys: nothing, each form, the whole page, a line that is split, the legend.
STATES = ("", "e", "Escape x", "Escape n", "Escape w", "Escape o", "j j j j s", "Escape ?")


def press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)
        page.wait_for_timeout(60)


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for keys in STATES:
        press(page, keys)
        assert overflow(page) <= 0, keys


@needs_axe
@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1280, "light")])
def test_nobody_is_kept_out(opened: Browser, server: Server, width: int, theme: str) -> None:
    with tab(opened, width=width, theme=theme, of=server.origin) as page:
        page.goto(server.address)
        page.wait_for_selector(".accept:not([disabled])")
        found = []
        for keys in STATES:
            press(page, keys)
            found += [f"{keys}: {one}" for one in violations(page)]
    assert found == []


HOSTILE = (
    '<img src=x onerror="document.title=1"><script>document.title=1</script>'
    '<a href="javascript:document.title=1">x</a>\u202egpj.exe'
)


def test_a_page_that_attacks_stays_text(opened: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    long = "T" * 100_000
    text = PAGE.replace("Remote share", f"Remote share {HOSTILE}").replace(
        "Query a public data set.", f"{HOSTILE} {long}"
    )
    Path("raw/page.txt").write_text(text.replace("landscape", f"landscape {HOSTILE}"), "utf-8")
    Path('raw/<img src=x onerror="document.title=2">.txt').write_text(
        text.replace("Nurse", f"Nurse {HOSTILE}").replace("Transition Guide", long), "utf-8"
    )
    Path("raw/page.html").write_text(
        "<title>From Cook to Data Analyst</title><h1>From Cook to Data Analyst: Your 9-Month Guide</h1><h2>Roadmap</h2>"
        f"<h3>Phase 1: {HOSTILE}</h3><p>2 weeks</p><h3>Phase 2: <b onclick=alert(1)>Go</b></h3><p>8 weeks</p>",
        "utf-8",
    )
    built()
    with served() as server, tab(opened, width=390, height=844, of=server.origin) as page:
        page.goto(server.address)
        page.wait_for_selector(".option")
        seen = 0
        for _ in range(int(page.locator(".count > b").inner_text())):
            seen += "onerror" in page.locator(".card").first.inner_text()
            assert page.locator("main img, main script, main a, nav img, aside img, aside script").count() == 0
            assert overflow(page) <= 0
            page.keyboard.press("j")
            page.wait_for_timeout(60)
        assert seen
        assert page.title() == "pathingest review"
        assert "\u202e" not in page.locator("body").inner_text()
