// What belongs together lights together: a value of the record, its characters in the source, its bar in a picture.
// Pointing lights and moves nothing; a click or Enter scrolls to the other side.

import { h } from "./dom.js";
import { shortened } from "./characters.js";
import { chip } from "./chips.js";
import { doubt, entryOf, lineOf, shown, stateOf } from "./pathway_data.js";

/** The lights of one pathway: elements with `data-at`, the pointers of the entries that they show, inside of `root`. */
export class Lights {
  constructor(root, pathway, status) {
    this.pathway = pathway;
    this.root = root;
    this.status = status;
    this.held = null;
    this.lit = [];
    this.elements = null;
    this.resting = null; // what the status says while nothing is pointed at; null for how to begin
    this.isStill = false; // what scrolls below a pointer that rests is not pointed at
    const point = (event) => this.light(pointerOf(event.target) ?? this.held);
    root.addEventListener("pointerover", (event) => this.isStill || point(event));
    root.addEventListener("pointermove", (event) => {
      if (!this.isStill || !(event.movementX || event.movementY)) return;
      this.isStill = false;
      point(event);
    });
    root.addEventListener("pointerleave", () => this.light(this.held));
    root.addEventListener("focusin", (event) => {
      const pointer = pointerOf(event.target);
      if (pointer) this.light(pointer);
    });
    root.addEventListener("click", (event) => {
      const pointer = pointerOf(event.target);
      if (pointer) this.hold(pointer, event.target.closest("[data-at]"));
    });
    root.addEventListener("keydown", (event) => this.move(event));
    this.rest();
  }

  /** Look for the elements anew: something was drawn. */
  refresh() {
    this.elements = null;
    this.light(this.held, true);
  }

  of(pointer) {
    if (!this.elements) {
      this.elements = new Map();
      for (const element of this.root.querySelectorAll("[data-at]")) {
        for (const one of element.dataset.at.split(" ")) {
          if (!this.elements.has(one)) this.elements.set(one, []);
          this.elements.get(one).push(element);
        }
      }
    }
    return this.elements.get(pointer) ?? [];
  }

  /** Light what belongs to a value, or to the values that one stretch is of; null for nothing. */
  light(pointer, anew = false) {
    if (pointer === this.now && !anew) return;
    this.now = pointer;
    for (const element of this.lit) element.classList.remove("lit");
    this.lit = [];
    if (!pointer) return this.rest();
    const names = pointer.split(" ");
    const origins = names.flatMap((name) => entryOf(this.pathway, name)?.from ?? []);
    this.lit = [...new Set([...names, ...origins].flatMap((one) => this.of(one)))];
    for (const element of this.lit) element.classList.add("lit");
    this.say(names[0]);
  }

  /** Keep a value lit, and scroll to its other side. */
  hold(pointer, from = null) {
    this.held = pointer;
    this.isStill = true;
    this.light(pointer);
    const side = from?.closest("[data-side]")?.dataset.side;
    if (from && !side) this.root.querySelector(".panes").scrollIntoView({ block: "start" });
    for (const element of this.lit) {
      const pane = element.closest("[data-side]");
      if (pane && pane.dataset.side !== side && element.offsetParent !== null) {
        reveal(element, pane);
        if (side) break;
      }
    }
  }

  /** Light nothing. */
  release() {
    this.held = null;
    this.light(null);
  }

  /** The arrows go from value to value on one side, Enter to the other side. */
  move(event) {
    const element = event.target.closest?.("[data-at][role=button]");
    if (!element) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.hold(pointerOf(element), element);
      return;
    }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const pane = element.closest("[data-side]");
    const all = [...pane.querySelectorAll("[data-at][role=button]")].filter((one) => one.offsetParent !== null);
    const next = all[all.indexOf(element) + step];
    event.preventDefault();
    if (!next) return;
    element.tabIndex = -1;
    next.tabIndex = 0;
    next.focus({ preventScroll: true });
    reveal(next, pane);
  }

  rest() {
    this.status.replaceChildren(
      ...(this.resting?.() ?? [h("span", { class: "quote" }, "Point at a value or at the source. Arrow keys move, Enter scrolls to its other side.")]),
    );
  }

  say(pointer) {
    const entry = entryOf(this.pathway, pointer);
    const source = entry && this.pathway.sources[entry.source];
    const parts = [chip(stateOf(this.pathway, pointer), doubt(this.pathway, pointer)), h("code", {}, pointer)];
    if (entry?.from) parts.push(h("span", { class: "quote" }, `computed from ${entry.from.join(", ")}`));
    else if (entry?.spans.length && source?.points) {
      const [first, last] = [entry.spans[0][0], entry.spans.at(-1)[1]];
      const spelt = entry.steps.filter((step) => !/^\S+ \d+:\d+ /.test(step));
      const words = entry.spans.map(([start, end]) => shown(source, start, end)).join(" \u2026 ");
      parts.push(
        h("span", { class: "wide" }, `${spelt[0] ?? "quoted"} \u00b7 line ${lineOf(source, first)}, characters ${first}\u2013${last}`),
        h("span", { class: "quote" }, `\u201c${shortened(words.replace(/\s+/g, " "), 300)}\u201d`),
      );
    } else if (entry?.override) parts.push(h("span", { class: "quote" }, `set by the correction at ${entry.override}`));
    this.status.replaceChildren(...parts);
  }
}

function pointerOf(target) {
  return target.closest?.("[data-at]")?.dataset.at ?? null;
}

const EDGE = 30; // pixels of a pane, and of the window, in which nothing counts as in sight
const LEAST = 120; // pixels of a pane that have to be in the window, for it to be looked at there

/** Scroll a pane until an element in it shows, in what of the pane is in the window; and the window where the pane cannot. */
export function reveal(element, pane) {
  const box = pane.getBoundingClientRect();
  const found = element.getBoundingClientRect();
  const isInWindow = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= LEAST;
  const [top, bottom] = isInWindow ? [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)] : [box.top, box.bottom];
  if (found.top >= top + EDGE && found.bottom <= bottom - EDGE) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const wanted = pane.scrollTop + found.top - top - (bottom - top) * 0.35;
  const possible = Math.max(0, Math.min(wanted, pane.scrollHeight - pane.clientHeight));
  const below = found.top - (possible - pane.scrollTop) + Math.min(found.height, LEAST) + EDGE - bottom;
  pane.scrollTo({ top: possible, behavior });
  if (isInWindow && below > 0 && bottom < box.bottom) scrollBy({ top: below + EDGE, behavior });
}
