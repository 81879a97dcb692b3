// Findings as cards: the message, then all places of the contradiction, joined by a line.

import { h, unseen } from "./dom.js";
import { shortened, visible } from "./characters.js";
import { severityName, sign } from "./chips.js";
import { lineOf, shown } from "./pathway_data.js";

const AROUND = 60; // characters before and after a place
const FIRST = 4; // places that show at once
const NOTES = 3; // findings below a picture

/** A card for a finding; `go(place)` is called when a place is chosen. */
export function findingCard(pathway, index, go) {
  const finding = pathway.findings[index];
  const inOrder = finding.places.map((place, k) => [place, k]).sort(([one], [other]) => (one.source ?? 99) - (other.source ?? 99) || one.line - other.line || one.start - other.start);
  const places = inOrder.map(([place, k]) => h("li", { class: k ? null : "own" }, placeButton(pathway, finding, place, () => go(k))));
  const more = places.splice(FIRST);
  const list = h("ol", { class: "places" }, places);
  return h(
    "article",
    { class: `finding ${finding.severity}`, id: `${pathway.id}/${finding.fingerprint}`, "data-finding": index, "aria-label": finding.message.slice(0, 200) },
    h("header", {},
      sign(finding.severity, { silent: true }),
      h("b", {}, severityName(finding.severity)),
      h("code", {}, finding.code),
      h("span", {}, finding.name.replaceAll("-", " ")),
      h("a", { href: `#${encodeURIComponent(pathway.id)}/${encodeURIComponent(finding.fingerprint)}`, title: "Link to this finding" }, "#", unseen("span", `link to ${finding.code}`)),
    ),
    h("p", { class: "message" }, shortened(capital(finding.message), 1000)),
    finding.whole && finding.places.length === 1 ? h("p", { class: "absent" }, "The page as a whole") : list,
    more.length > 0 && h("button", { class: "more", type: "button", click: (event) => { list.append(...more); event.currentTarget.remove(); } }, `and ${more.length} more ${more.length === 1 ? "place" : "places"}`),
    finding.fix && h("p", { class: "fix" }, "Fix: ", shortened(finding.fix, 300)),
  );
}

/** The messages of some findings below a picture, each with a link to its card. */
export function notes(pathway, fingerprints, name = "") {
  const found = pathway.findings.filter((one) => fingerprints.includes(one.fingerprint)).slice(0, NOTES);
  return found.map((one) =>
    h("p", { class: `note ${name}`.trim() }, sign(one.severity),
      h("span", {}, h("a", { href: `#${encodeURIComponent(pathway.id)}/${encodeURIComponent(one.fingerprint)}` }, one.code), ` ${shortened(capital(one.message), 400)}`)),
  );
}

function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function placeButton(pathway, finding, place, go) {
  if (place.source === null) {
    const where = place.of ? h("a", { href: `#${encodeURIComponent(place.of)}` }, visible(place.path ?? "")) : visible(place.path ?? "");
    return h("div", { class: "place elsewhere" }, h("span", { class: "number" }, String(place.line)), h("span", {}, shortened(place.text.trim(), 160), h("small", {}, where, place.message && ` \u00b7 ${shortened(place.message, 200)}`)));
  }
  const source = pathway.sources[place.source];
  if (!source.points) return h("div", { class: "place elsewhere" }, h("span", { class: "number" }, String(place.line)), h("span", {}, shortened(place.message, 200)));
  const [before, after] = around(source, place);
  const mark = shown(source, place.start, place.end);
  const merged = pathway.sources.length > 1;
  return h(
    "button",
    { class: "place", type: "button", click: go },
    h("span", { class: "number" }, unseen("span", "line "), String(lineOf(source, place.start))),
    h("span", {},
      visible(before), mark && h("mark", {}, shortened(mark.replace(/\s+/g, " "), 160)), visible(after),
      (place.message && !mentions(place.message, mark)) || merged
        ? h("small", {}, merged && `${visible(source.path ?? "")} `, shortened(place.message, 200)) : null,
    ),
  );
}

/** Whether a message only says the words that are marked. */
function mentions(message, mark) {
  return mark.length > 2 && message.length < mark.length + 40 && message.includes(mark);
}

/** What is before and after a place, on its line. */
function around(source, { start, end }) {
  const line = source.lines[lineOf(source, start) - 1];
  let stop = end;
  while (stop < source.points.length && stop < end + AROUND && source.points[stop] !== "\n" && source.points[stop] !== "\r") stop++;
  let from = Math.max(line, start - AROUND);
  if (source.media === "text/html") {
    // Only what shows, and only up to the nearest tag.
    const before = source.points.slice(from, start);
    from += before.lastIndexOf(">") + 1;
    const tag = source.points.slice(end, stop).indexOf("<");
    if (tag >= 0) stop = end + tag;
  }
  const left = shown(source, from, start).replace(/\s+/g, " ");
  const right = shown(source, end, stop).replace(/\s+/g, " ");
  return [(from > line && source.media !== "text/html" ? "\u2026" : "") + left.trimStart(), right.trimEnd() + (stop === end + AROUND ? "\u2026" : "")];
}
