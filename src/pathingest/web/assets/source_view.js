// The source, line by line: beside the number the field that it went to, in words; then the text, each stretch of it
// coloured by the family of its field.

import { h, s } from "./dom.js";
import { shortened } from "./characters.js";
import { sign } from "./chips.js";
import { family, fieldName } from "./names.js";
import { home, linesOf, shown } from "./pathway_data.js";
import { reveal } from "./lights.js";

const LONG = 1500; // lines: what of more is out of sight is not laid out
const RANK = { error: 0, warning: 1, info: 2 };

/** Draws one source of a pathway into an element; `raw` shows the file of an HTML page instead of its text. */
export class SourceView {
  constructor(element, pathway, redrawn) {
    this.element = element;
    this.pathway = pathway;
    this.redrawn = redrawn;
    this.index = 0;
    this.raw = false;
    this.finding = null;
    this.joint = s("svg", { class: "joint", "aria-hidden": true });
    this.ruler = s("svg", { class: "ruler", "aria-hidden": true, click: (event) => this.jump(event) });
    new ResizeObserver(() => this.join()).observe(element);
    this.draw();
  }

  get source() {
    return this.pathway.sources[this.index];
  }

  /** Show another source, or the same as a file. */
  show(index, raw = false) {
    if (index === this.index && raw === this.raw && this.drawn) return;
    Object.assign(this, { index, raw });
    this.draw();
    this.redrawn();
  }

  draw() {
    this.drawn = true;
    if (!this.source.points) {
      const why = `${this.source.path} is not there as it was read, so its text cannot be shown.`;
      this.element.replaceChildren(h("p", { class: "empty" }, why));
      return;
    }
    const { marks, worst } = this.marks();
    let first = true;
    let before = null;
    let above = 0;
    const lines = linesOf(this.source, marks, this.raw).map(({ number, pieces }) => {
      const owner = pieces.find((piece) => piece.owner.startsWith("/"))?.owner ?? pieces.find((piece) => fieldName(piece.owner))?.owner ?? "label";
      const name = owner === before ? "" : fieldName(owner);
      before = owner;
      const isNew = number !== above; // a page of HTML may be one line
      above = number;
      const severity = pieces.map((piece) => this.severityOf(piece, worst)).filter(Boolean).sort((one, other) => RANK[one] - RANK[other])[0];
      const text = pieces.map((piece) => {
        const element = this.piece(piece);
        if (first && element.role === "button") {
          element.tabIndex = 0;
          first = false;
        }
        return element;
      });
      return h(
        "div",
        { class: `line f-${family(owner)}` },
        h("span", { class: "number" }, severity ? sign(severity) : null, isNew ? String(number) : null),
        h("span", { class: "field" }, name),
        h("span", { class: "text" }, text),
      );
    });
    this.element.classList.toggle("long", lines.length > LONG);
    this.element.replaceChildren(this.joint, ...lines);
    this.join();
  }

  /** What pieces are cut at: values inside of others (a role in the title), and the places of findings. */
  marks() {
    const marks = [];
    const worst = new Map();
    const tiles = new Set(this.source.account.map(([start, , owner]) => `${start} ${owner}`));
    for (const [pointer, entry] of Object.entries(this.pathway.entries)) {
      const { spans, source = 0 } = Array.isArray(entry) ? { spans: entry } : entry;
      if (source !== this.index) continue;
      for (const [start, end] of spans ?? []) if (!tiles.has(`${start} ${pointer}`)) marks.push([start, end, pointer]);
    }
    this.pathway.findings.forEach((finding, i) => {
      if (finding.whole) return;
      finding.places.forEach((place, k) => {
        if (place.source !== this.index || place.end <= place.start) return;
        marks.push([place.start, place.end, `${i}.${k}`]);
        worst.set(`${i}.${k}`, finding.severity);
      });
    });
    return { marks, worst };
  }

  severityOf(piece, worst) {
    return piece.marks.map((name) => worst.get(name)).filter(Boolean).sort((one, other) => RANK[one] - RANK[other])[0];
  }

  piece({ start, end, owner, marks }) {
    if (start === end) return " ";
    const text = this.raw ? this.source.points.slice(start, end).join("") : shown(this.source, start, end);
    const words = (most) => shortened(this.source.media === "text/html" && !this.raw ? text.replace(/\s+/g, " ") : text, most);
    const places = marks.filter((name) => !name.startsWith("/"));
    const worst = places.map((name) => this.pathway.findings[Number(name.split(".")[0])].severity).sort((one, other) => RANK[one] - RANK[other])[0];
    const proves = [...marks.filter((name) => name.startsWith("/")), ...(owner.startsWith("/") ? [owner] : [])].map((at) => home(this.pathway, at)).filter(Boolean);
    if (!proves.length && !places.length && (owner === "space" || owner === "label")) return h("span", { class: `f-${owner}` }, words());
    return h(
      "span",
      {
        class: ["piece", `f-${family(owner)}`, worst && `has ${worst}`].filter(Boolean).join(" "),
        "data-at": proves.length ? [...new Set(proves)].join(" ") : null,
        "data-places": places.length ? places.join(" ") : null,
        role: proves.length && text.trim() ? "button" : null,
        tabindex: proves.length && text.trim() ? -1 : null,
      },
      words(owner === "boilerplate" && text.length > 300 ? 120 : undefined),
    );
  }

  /** The elements that show a place of a finding. */
  placed(finding, place) {
    return [...this.element.querySelectorAll("[data-places]")].filter((one) => one.dataset.places.split(" ").includes(`${finding}.${place}`));
  }

  /** Choose a finding: its places are lit, and joined by a line; null for none. */
  choose(finding, place = 0, scroll = true) {
    this.finding = finding;
    const where = finding === null ? null : this.pathway.findings[finding].places[place];
    if (where?.source !== null && where !== null && where !== undefined && where.source !== this.index) this.show(where.source);
    for (const one of this.element.querySelectorAll(".chosen")) one.classList.remove("chosen");
    if (finding !== null) {
      for (const one of this.element.querySelectorAll("[data-places]")) {
        if (one.dataset.places.split(" ").some((name) => name.startsWith(`${finding}.`))) one.classList.add("chosen");
      }
      const [first] = this.placed(finding, place);
      if (first && scroll) reveal(first, this.element);
    }
    this.join();
  }

  /** The strip beside the text: where findings are on the whole of the page, and which one is chosen. */
  measure() {
    const whole = this.element.scrollHeight;
    const height = this.element.clientHeight;
    this.ruler.replaceChildren();
    if (!this.joint.isConnected || whole <= height) return;
    for (const piece of this.element.querySelectorAll("[data-places]")) {
      const findings = piece.dataset.places.split(" ").filter((name) => name.endsWith(".0")).map((name) => Number(name.split(".")[0]));
      const [first] = findings.map((index) => this.pathway.findings[index].severity).sort((one, other) => RANK[one] - RANK[other]);
      if (!first) continue;
      const chosen = findings.includes(this.finding);
      const y = (piece.offsetTop / whole) * height;
      this.ruler.append(s("rect", { class: chosen ? "chosen" : first, x: chosen ? 0 : 2, y, width: chosen ? 10 : 6, height: chosen ? 4 : 3, rx: 1 }));
    }
  }

  jump(event) {
    const box = this.ruler.getBoundingClientRect();
    this.element.scrollTo({ top: ((event.clientY - box.top) / box.height) * this.element.scrollHeight - this.element.clientHeight / 2 });
  }

  /** The line that joins the places of the chosen finding, at the edge of the text. */
  join() {
    this.measure();
    this.joint.replaceChildren();
    if (this.finding === null || !this.joint.isConnected) return;
    const { places, severity } = this.pathway.findings[this.finding];
    const box = this.element.getBoundingClientRect();
    const points = places.flatMap((_, k) => {
      const rectangle = this.placed(this.finding, k).at(-1)?.getClientRects();
      const last = rectangle?.[rectangle.length - 1];
      return last ? [[last.right - box.left, last.bottom - box.top + this.element.scrollTop, k]] : [];
    });
    if (!points.length) return;
    const edge = this.element.clientWidth - 14;
    const ys = points.map(([, y]) => y);
    this.joint.setAttribute("height", this.element.scrollHeight);
    this.joint.setAttribute("width", this.element.clientWidth);
    this.joint.setAttribute("class", `joint ${severity}`);
    this.joint.append(
      s("path", { d: points.map(([x, y]) => `M${x},${y}H${edge}`).join("") + (points.length > 1 ? `M${edge},${Math.min(...ys)}V${Math.max(...ys)}` : "") }),
      ...points.map(([, y, k]) => s("circle", { cx: edge, cy: y, r: 4.5, class: k ? "other" : "own" })),
    );
  }
}
