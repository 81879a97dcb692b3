// Lines of a page with their numbers. What is selected in them is told as a stretch of the source, in code points.

import { h } from "./dom.js";

const pieceOf = new WeakMap();

/** The element `source-view`: it is given `places`, and tells `words`. */
export class WordsView extends HTMLElement {
  #words = [];
  #ends = null;

  connectedCallback() {
    this.addEventListener("keydown", (event) => this.#move(event));
    document.addEventListener("selectionchange", () => this.#tell());
  }

  /** The parts of pages to show: [{path, sha256, rows: [{n, skipped, pieces: [[text, start, end, lit]]}]}]. */
  set places(places) {
    this.#ends = null;
    const boxes = places.map((place, i) => this.#box(place, i === 0));
    this.replaceChildren(...boxes);
    for (const box of boxes) {
      const lines = box.querySelector(".lines");
      const lit = box.querySelector("mark");
      if (lit && lit.offsetTop > 200) lines.scrollTop = lit.offsetTop - 120;
    }
  }

  #box(place, isFirst) {
    const head = h("header", {}, h("span", { class: "where", title: place.path }, place.path));
    if (isFirst) {
      const hint = h("span", { class: "hint desk" }, "Select words to fill a field ", h("kbd", {}, "W"));
      head.append(hint);
    }
    const lines = h("div", { class: "lines", tabindex: "0", role: "group", "aria-label": `Lines of ${place.path}` });
    for (const row of place.rows) {
      if (row.skipped) {
        const count = row.skipped === 1 ? "1 line between" : `${row.skipped} lines between`;
        lines.append(h("div", { class: "between" }, count));
      }
      const text = h("bdi", {});
      for (const [shown, start, end, lit] of row.pieces) {
        const node = document.createTextNode(shown);
        pieceOf.set(node, { start, end, atom: Array.from(shown).length !== end - start, of: place.sha256, line: row.n });
        text.append(lit ? h("mark", {}, node) : node);
      }
      const hit = row.pieces.some((piece) => piece[3]);
      lines.append(h("div", { class: hit ? "row hit" : "row" }, h("i", { "aria-hidden": "true" }, String(row.n)), text));
    }
    return h("section", { class: "place" }, head, lines);
  }

  /** The stretch that is marked, of the first page: {start, end, of, line, text}; null where none is. */
  get marked() {
    const nodes = [...(this.querySelector(".place")?.querySelectorAll("mark") ?? [])].map((mark) => mark.firstChild);
    const pieces = nodes.map((node) => pieceOf.get(node));
    if (!pieces.length) return null;
    const last = pieces.findIndex((piece, i) => i && piece.line - pieces[i - 1].line > 2);
    const run = last < 0 ? pieces.length : last;
    const text = nodes.slice(0, run).map((node) => node.data).join(" ");
    return { start: pieces[0].start, end: pieces[run - 1].end, of: pieces[0].of, line: pieces[0].line, text };
  }

  /** Begin to choose words with the arrow keys. */
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
    if (!this.#words.length) return;
    first = Math.max(first, 0);
    this.#ends = [first, first];
    this.#words[first][0].parentElement.closest(".lines").focus({ preventScroll: true });
    this.#select();
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
    const start = first.atom ? first.start : first.start + before(first, first.low);
    const end = last.atom ? last.end : last.start + before(last, last.high);
    let text = "";
    pieces.forEach((piece, i) => {
      if (i && piece.line !== pieces[i - 1].line) text += " ";
      text += piece.node.data.slice(piece.low, piece.high);
    });
    text = text.replace(/\s+/gu, " ").trim();
    if (!text) return;
    const detail = { start, end, of: first.of, line: first.line, text };
    this.dispatchEvent(new CustomEvent("words", { detail, bubbles: true }));
  }

  /** Select nothing any more. */
  clear() {
    this.#ends = null;
    getSelection().removeAllRanges();
  }
}

customElements.define("source-view", WordsView);
