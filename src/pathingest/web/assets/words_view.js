// Lines of pages with their numbers, as the report draws them. What is selected in them is told as a stretch of the
// source, in code points.

import { h } from "./dom.js";
import { linesOf, partsOf } from "./pathway_data.js";

const NEAR = [[4, 1200], [2, 600], [1, 300], [0, 160]]; // lines around what is lit, and characters of a line
const FIRST = 8; // lines of a page in which nothing is lit
const pieceOf = new WeakMap();

/** The element `source-view`: it is given places with `show`, and tells `words`. */
export class WordsView extends HTMLElement {
  #words = [];
  #ends = null;
  #isPressed = false; // the pointer's button
  #isToTell = false;

  connectedCallback() {
    this.addEventListener("keydown", (event) => this.#move(event));
    document.addEventListener("selectionchange", () => {
      this.#isToTell = true;
      if (!this.#isPressed) this.#tell();
    });
    document.addEventListener("pointerdown", () => {
      this.#isPressed = true;
    }, { capture: true });
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => {
        this.#isPressed = false;
        if (this.#isToTell) this.#tell();
      }, { capture: true });
    }
  }

  /** Resolves when no button of the pointer is pressed: what moves under a drag selects other words. */
  async released() {
    while (this.#isPressed) {
      await new Promise((resolve) => {
        for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, resolve, { once: true });
      });
    }
  }

  /**
   * Show parts of pages: `{path, sha256, lit, also, source}`, stretches that are meant and others that are shown as well.
   * So much is around them that all that is meant is in sight; of `whole` pages all is shown. Where their words fill
   * fields, that is said.
   */
  show(places, { whole = false, fills = true } = {}) {
    this.#ends = null;
    this.classList.remove("tall");
    for (const [around, longest] of whole ? [[Infinity, NEAR[0][1]]] : NEAR) {
      this.replaceChildren(...places.map((place, i) => box(place, fills && i === 0, around, longest)));
      if (this.#isInSight()) break;
    }
    if (!whole && !this.#isInSight()) this.classList.add("tall");
    for (const lines of this.querySelectorAll(".lines")) {
      const lit = lines.querySelector("mark");
      if (lit && lit.offsetTop > 200) lines.scrollTop = lit.offsetTop - 120;
    }
  }

  #isInSight() {
    return [...this.querySelectorAll(".lines")].every((lines) => {
      const last = [...lines.querySelectorAll("mark")].at(-1);
      return !last || last.offsetTop + last.offsetHeight <= lines.clientHeight;
    });
  }

  /** The stretch that is marked, of the first page: {start, end, of, line, text}; null where none is. */
  get marked() {
    const nodes = [...(this.querySelector(".place")?.querySelectorAll("mark") ?? [])].flatMap((mark) => [...mark.childNodes]);
    const pieces = nodes.map((node) => pieceOf.get(node));
    if (!pieces.length) return null;
    const last = pieces.findIndex((piece, i) => i && piece.line - pieces[i - 1].line > 2);
    const run = last < 0 ? pieces.length : last;
    const text = nodes.slice(0, run).map((node, i) => (i && pieces[i].line !== pieces[i - 1].line ? ` ${node.data}` : node.data)).join("");
    return { start: pieces[0].start, end: pieces[run - 1].end, of: pieces[0].of, line: pieces[0].number, text };
  }

  /** Begin to choose words with the arrow keys; whether there are any. */
  startWords() {
    this.#words = [];
    const walker = document.createTreeWalker(this, NodeFilter.SHOW_TEXT, {
      acceptNode: (node) => (pieceOf.has(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP),
    });
    let first = -1;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const found of node.data.matchAll(/\S+/gu)) {
        const lead = /^[*_#>|`~•·–—]*/u.exec(found[0])[0].length;
        const word = found[0].slice(lead).replace(/[,.;:!?)*_|`~]+$/u, "");
        if (!/[\p{L}\p{N}]/u.test(word)) continue;
        if (first < 0 && node.parentElement.localName === "mark") first = this.#words.length;
        this.#words.push([node, found.index + lead, found.index + lead + word.length]);
      }
    }
    if (!this.#words.length) return false;
    first = Math.max(first, 0);
    this.#ends = [first, first];
    this.#words[first][0].parentElement.closest(".lines").focus({ preventScroll: true });
    this.#select();
    return true;
  }

  #move(event) {
    if (!this.#ends || !["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const ahead = event.key === "ArrowRight" || event.key === "ArrowDown";
    let to = this.#ends[1] + (ahead ? 1 : -1);
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const row = (i) => this.#words[i]?.[0].parentElement.closest(".row");
      const here = row(this.#ends[1]);
      while (row(to) && row(to) === here) to += ahead ? 1 : -1;
      if (!ahead) while (to > 0 && row(to - 1) === row(to)) to -= 1;
    }
    to = Math.max(0, Math.min(this.#words.length - 1, to));
    this.#ends = event.shiftKey ? [this.#ends[0], to] : [to, to];
    this.#select();
  }

  #select() {
    const [from, to] = [Math.min(...this.#ends), Math.max(...this.#ends)].map((i) => this.#words[i]);
    getSelection().setBaseAndExtent(from[0], from[1], to[0], to[2]);
    this.#words[this.#ends[1]][0].parentElement.scrollIntoView({ block: "nearest" });
  }

  /** Say which words are selected, if any are, and all of them here. */
  #tell() {
    this.#isToTell = false;
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!this.contains(range.commonAncestorContainer)) return;
    const nodes = [];
    const walker = document.createTreeWalker(this, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (pieceOf.has(walker.currentNode) && range.intersectsNode(walker.currentNode)) nodes.push(walker.currentNode);
    }
    const pieces = nodes
      .map((node) => {
        const low = node === range.startContainer ? range.startOffset : 0;
        const high = node === range.endContainer ? range.endOffset : node.data.length;
        return { node, low, high, ...pieceOf.get(node) };
      })
      .filter((piece) => piece.high > piece.low);
    if (!pieces.length || pieces.some((piece) => piece.of !== pieces[0].of)) return;
    const before = (piece, offset) => Array.from(piece.node.data.slice(0, offset)).length;
    const [first, last] = [pieces[0], pieces.at(-1)];
    const start = first.isPlain ? first.start + before(first, first.low) : first.start;
    const end = last.isPlain ? last.start + before(last, last.high) : last.end;
    let text = "";
    pieces.forEach((piece, i) => {
      if (i && piece.line !== pieces[i - 1].line) text += " ";
      text += piece.node.data.slice(piece.low, piece.high);
    });
    text = text.replace(/\s+/gu, " ").trim();
    if (!text) return;
    const detail = { start, end, of: first.of, line: first.number, text };
    this.dispatchEvent(new CustomEvent("words", { detail, bubbles: true }));
  }

  /** Select nothing any more. */
  clear() {
    this.#ends = null;
    getSelection().removeAllRanges();
  }
}

function box(place, fills, around, longest) {
  const head = h("header", {}, h("span", { class: "where", title: place.path }, place.path));
  if (fills) head.append(h("span", { class: "hint desk" }, "Select words to fill a field ", h("kbd", {}, "W")));
  const isHtml = place.source.media === "text/html";
  const lines = h("div", { class: isHtml ? "lines html" : "lines", tabindex: "0", role: "group", "aria-label": `Lines of ${place.path}` });
  const meant = place.lit.filter(([start, end]) => start < end);
  const every = linesOf(place.source, meant.map((span) => [...span, "lit"]), false)
    .map((line) => ({ ...line, parts: partsOfLine(place.source, line) }))
    .filter((line) => line.parts.some((part) => part.text.trim()));
  const isNear = ({ pieces }) => [...meant, ...place.also].some(([start, end]) => pieces.some((piece) => piece.start < end && start < piece.end));
  let near = new Set();
  every.forEach((line, i) => {
    if (isNear(line)) for (let k = Math.max(0, i - around); k <= Math.min(every.length - 1, i + around); k += 1) near.add(k);
  });
  if (around === Infinity || !near.size) near = new Set(every.slice(0, around === Infinity ? undefined : FIRST).keys());
  let before = -1;
  let number = 0;
  every.forEach((line, i) => {
    if (!near.has(i)) return;
    // Counted as their numbers are; those without words are lines too. A page of HTML may have several of one number.
    const skipped = before < 0 || before === i - 1 ? 0 : Math.max(line.number - every[before].number - 1, i - before - 1);
    before = i;
    if (skipped) lines.append(h("div", { class: "between" }, skipped === 1 ? "1 line between" : `${skipped} lines between`));
    const text = h("bdi", {});
    let mark = null;
    for (const part of cut(line.parts, longest)) {
      const node = document.createTextNode(part.text);
      if (!part.isGap) pieceOf.set(node, { ...part, of: place.sha256, line: i, number: line.number });
      if (!part.isLit) mark = null;
      else if (!mark) text.append((mark = h("mark")));
      (mark ?? text).append(node);
    }
    const name = line.number === number ? "" : String(line.number); // a page of HTML may be one line
    number = line.number;
    const hit = line.parts.some((part) => part.isLit);
    lines.append(h("div", { class: hit ? "row hit" : "row" }, h("i", { "aria-hidden": "true" }, name), text));
  });
  return h("section", { class: "place" }, head, lines);
}

/** The parts of a line that a reader sees, and those that are lit. */
function partsOfLine(source, { pieces }) {
  const found = pieces.flatMap(({ start, end, marks, inTag }) => {
    const isLit = marks.length > 0;
    if (inTag && !isLit) return [];
    return (start === end ? [{ text: " ", start, end }] : partsOf(source, start, end)).map((part) => ({ ...part, isLit }));
  });
  return found.filter((part) => part.text);
}

/** No more of a line than a screen holds, from a little before where it is lit. */
function cut(parts, longest) {
  if (parts.reduce((sum, part) => sum + part.text.length, 0) <= longest) return parts;
  const lit = parts.findIndex((part) => part.isLit);
  let spare = lit < 0 ? 0 : Math.floor(longest / 3);
  const before = [];
  for (let i = lit - 1; i >= 0 && spare > 0; i -= 1) {
    before.unshift(shortened(parts[i], spare, true));
    spare -= before[0].text.length;
  }
  let left = longest - before.reduce((sum, part) => sum + part.text.length, 0);
  const after = [];
  for (let i = Math.max(0, lit); i < parts.length && left > 0; i += 1) {
    after.push(shortened(parts[i], left, false));
    left -= after.at(-1).text.length;
  }
  const shown = [...before, ...after];
  const gap = (at) => ({ text: "…", start: at, end: at, isLit: false, isGap: true });
  if (shown[0].start > parts[0].start) shown.unshift(gap(shown[0].start));
  if (shown.at(-1).end < parts.at(-1).end) shown.push(gap(shown.at(-1).end));
  return shown;
}

function shortened(part, most, isEnd) {
  const glyphs = Array.from(part.text);
  if (!part.isPlain || glyphs.length <= most) return part;
  return isEnd
    ? { ...part, text: glyphs.slice(-most).join(""), start: part.end - most }
    : { ...part, text: glyphs.slice(0, most).join(""), end: part.start + most };
}

customElements.define("source-view", WordsView);
