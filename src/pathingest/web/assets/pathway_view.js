// The page of one pathway: its pictures, its findings, its source beside its record.

import { count, h } from "./dom.js";
import { decoded, shortened, visible } from "./characters.js";
import { counts, sign } from "./chips.js";
import { findingCard } from "./findings_view.js";
import { Lights, reveal } from "./lights.js";
import { FAMILY_NAMES } from "./names.js";
import { home, inQuotes, opened } from "./pathway_data.js";
import { payPicture, skillsPicture } from "./pictures.js";
import { recordView } from "./record_view.js";
import { SourceView } from "./source_view.js";
import { timePicture } from "./time_picture.js";
import { verify } from "./verify.js";

const UNTIMED = 4; // times of a text that are quoted where no picture can be drawn
const LONG = 1500; // items: what of more is out of sight is not laid out

/** A finding that somebody wants to hear no more of: why, and until when. */
function dismissed(one) {
  const why = one.reason ? shortened(one.reason, 300) : "no reason is given";
  return h("li", {}, sign(one.severity), " ", h("code", {}, one.code), ` ${shortened(one.message, 1000)}`,
    h("small", {}, `${why}, ${one.until ? `until ${one.until}` : "without a last day"}${one.by ? `, by ${shortened(one.by, 120)}` : ""}`));
}

/** What is said of a page without a time that can be drawn: what its text states, if it does. */
function untimed(pathway) {
  const stated = pathway.record.claims.filter((one) => one.kind === "duration");
  if (!stated.length) return "The page states no time in weeks, months or years.";
  const words = stated.slice(0, UNTIMED).map((one, i) => [i ? ", " : "", h("span", { "data-at": home(pathway, `/claims/${pathway.record.claims.indexOf(one)}/text`) }, inQuotes(pathway, `/claims/${pathway.record.claims.indexOf(one)}/text`, shortened(one.text, 120)))]);
  return ["No headline, timeline, phase or answer states how long it takes; the text has ", words, stated.length > UNTIMED && ` and ${count(stated.length - UNTIMED, "more time")}`, "."];
}

/** The page of a pathway, built of its data: `element`, and what keys do. */
export function pathwayView(data) {
  const pathway = opened(data);
  const { record, findings } = pathway;
  const status = h("div", { class: "status", role: "status" });
  const source = h("div", { class: "scroll source", "data-side": "source", tabindex: -1 });
  const values = h("div", { class: "scroll record", "data-side": "record", tabindex: -1 }, recordView(pathway));
  values.classList.toggle("long", values.querySelectorAll("li, .item").length > LONG);
  values.querySelector("[role=button]")?.setAttribute("tabindex", "0");
  const which = h("span", { class: "which" });
  const element = h("div", { class: "pathway", "data-id": data.id });
  const panes = h("div", { class: "panes" });
  let lights = null;
  const view = new SourceView(source, pathway, () => lights?.refresh());
  let chosen = null;

  const choose = (index, place = 0, scroll = true) => {
    chosen = index;
    for (const card of element.querySelectorAll(".finding")) card.classList.toggle("on", Number(card.dataset.finding) === index);
    view.choose(index, place, scroll);
    markViews();
    for (const value of values.querySelectorAll(".chosen")) value.classList.remove("chosen");
    for (const piece of index === null ? [] : source.querySelectorAll(".chosen[data-at]")) {
      for (const value of lights.of(piece.dataset.at.split(" ")[0])) if (values.contains(value)) value.classList.add("chosen");
    }
    const [value] = scroll ? values.getElementsByClassName("chosen") : [];
    if (value) reveal(value, values);
    if (index === null) {
      which.textContent = findings.length ? count(findings.length, "finding") : "no findings";
      lights.resting = null;
      lights.light(null, true);
      return;
    }
    const finding = findings[index];
    which.textContent = `${index + 1} of ${findings.length} \u00b7 ${finding.code}`;
    lights.resting = () => [h("code", { class: `words ${finding.severity}` }, finding.code), h("span", { class: "quote" }, shortened(finding.message, 400))];
    lights.rest();
    if (!scroll) return;
    const box = panes.getBoundingClientRect();
    if (box.top > innerHeight * 0.55 || box.bottom < innerHeight * 0.4) panes.scrollIntoView({ block: "start" });
  };
  const step = (by) => {
    if (!findings.length) return;
    const next = chosen === null ? (by > 0 ? 0 : findings.length - 1) : (chosen + by + findings.length) % findings.length;
    choose(next);
    element.querySelector(`[data-finding="${next}"]`)?.closest("details")?.setAttribute("open", "");
  };

  const notes = findings.map((finding, i) => [finding, i]).filter(([finding]) => finding.severity === "info");
  const cards = findings.map((finding, i) => [finding, i]).filter(([finding]) => finding.severity !== "info");
  const card = ([, i]) => findingCard(pathway, i, (place) => choose(i, place));
  const numbers = ["error", "warning", "info"].map((kind) => findings.filter((one) => one.severity === kind).length);
  const views = pathway.sources.flatMap((one, i) => {
    const ending = (one.path ?? "").split(".").at(-1).toUpperCase();
    const alike = pathway.sources.filter((other) => other.path?.toUpperCase().endsWith(`.${ending}`));
    const name = pathway.sources.length > 1 ? `${visible(ending.slice(0, 8))}${alike.length > 1 ? ` ${alike.indexOf(one) + 1}` : ""}` : null;
    const isHtml = one.media === "text/html";
    if (!name && !isHtml) return [];
    const button = (words, raw) => h("button", { class: "button small", type: "button", "data-view": `${i}${raw ? "r" : ""}`, "aria-pressed": "false", click: () => { view.show(i, raw); markViews(); } }, words);
    return [button(name ?? "Text", false), isHtml && button(name ? `${name} file` : "File", true)];
  });
  const markViews = () => {
    for (const button of element.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === `${view.index}${view.raw ? "r" : ""}`));
  };

  panes.append(
    h("section", { class: "pane", "aria-label": "Source" },
      h("div", { class: "pane-head" }, h("h3", {}, "Source"), h("div", { class: "views", role: "group", "aria-label": "What is shown of the source" }, views), which,
        h("button", { class: "button quiet", type: "button", click: () => step(-1) }, "\u2191", h("span", { class: "unseen" }, "previous finding"), h("kbd", { "aria-hidden": true }, "k")),
        h("button", { class: "button quiet", type: "button", click: () => step(1) }, "\u2193", h("span", { class: "unseen" }, "next finding"), h("kbd", { "aria-hidden": true }, "j"))),
      h("div", { class: "ruled" }, source, view.ruler)),
    h("section", { class: "pane", "aria-label": "Record" }, h("div", { class: "pane-head" }, h("h3", {}, "Record"), h("span", { class: "which" }, "no chip: proven; kind and id are computed")), values),
    status,
  );
  element.append(
    h("header", { class: "title" },
      h("div", {}, h("h1", { tabindex: -1 }, heading(record)), h("p", { class: "from" }, pathway.sources.map((one) => origin(one)))),
      h("div", { class: "sum" }, counts(numbers, { long: true }), verdict(pathway))),
    ...[pathway.times ? timePicture(pathway) : h("section", { class: "panel" }, h("h2", {}, "Does the page agree with itself about time?"), h("p", { class: "absent" }, untimed(pathway)))],
    h("div", { class: "pictures" }, pathway.skills && skillsPicture(pathway), pathway.pay && payPicture(pathway)),
    h("section", { class: "findings" },
      h("div", { class: "head" }, h("h2", {}, "Findings"), h("p", {}, findings.length ? "Places that belong together are joined. Choose one to see it in the source." : data.dismissed.length ? "All that was found on this page is dismissed." : "Nothing was found on this page.")),
      h("div", { class: "cards" }, cards.map(card)),
      notes.length > 0 && h("details", { open: cards.length === 0 && notes.length < 4 }, h("summary", {}, count(notes.length, "note")), h("div", { class: "cards" }, notes.map(card))),
      data.dismissed.length > 0 && h("details", { class: "dismissed" }, h("summary", {}, count(data.dismissed.length, "dismissed finding")), h("ul", {}, data.dismissed.map(dismissed)))),
    h("div", { class: "head" }, h("h2", {}, "Source and record"), h("p", { class: "families" }, Object.entries(FAMILY_NAMES).map(([name, words]) => h("span", { class: `f-${name}` }, h("i", { class: "swatch" }), words)), h("span", {}, "grey: label or boilerplate"))),
    panes,
  );
  lights = new Lights(element, pathway, status);
  choose(null, 0, false);
  markViews();
  return {
    element,
    title: heading(record, true),
    step,
    /** Choose the finding of a fingerprint; false where there is none. */
    find(fingerprint) {
      const index = findings.findIndex((one) => one.fingerprint === fingerprint);
      if (index < 0) return false;
      const found = element.querySelector(`[data-finding="${index}"]`);
      found.closest("details")?.setAttribute("open", "");
      choose(index, 0, false);
      found.scrollIntoView({ block: "center" });
      return true;
    },
    release() {
      choose(null, 0, false);
      lights.release();
    },
  };
}

function heading(record, plain = false) {
  const { from_role: from, to_role: to } = record;
  const names = [from, to].map((role) => role && shortened(role.name, 200));
  if (!names[0] && !names[1]) return shortened(record.title ?? record.id, 300);
  if (!names[0]) return names[1];
  if (plain) return names.filter(Boolean).join(" \u2192 ");
  return [names[0], names[1] && h("span", { class: "arrow", "aria-label": " to " }, " \u2192 "), names[1]];
}

function origin(source) {
  const size = source.lines ? ` \u00b7 ${count(source.lines.length, "line")}` : "";
  return h("span", {}, visible(source.path ?? ""), size, " \u00b7 layout ", h("b", {}, visible(source.profile)));
}

/** What the browser itself finds when it checks the record. */
function verdict(pathway) {
  const pages = pathway.sources.map(({ text, bytes }) => ({ text, bytes: bytes && Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0)) }));
  const { recordText, evidenceText, digest, overrides } = pathway;
  const { faults, values, corrected, quotes, characters, residue } = verify({ recordText, evidenceText, pages, digest, overrides, unescape: decoded });
  if (faults.length) {
    return h("details", { class: "verdict" }, h("summary", {}, sign("error"), ` Checked in your browser: ${count(faults.length, "fault")}`),
      h("ul", {}, faults.slice(0, 50).map(({ at, message }) => h("li", {}, h("code", {}, visible(at)), ` ${shortened(message, 200)}`))));
  }
  const number = (one) => one.toLocaleString("en");
  const set = corrected ? `, ${number(corrected)} corrected` : "";
  return h("p", { class: "verdict" }, sign("ok"), ` Checked in your browser: ${number(values - corrected)} values proven, ${number(quotes)} word for word${set}; all ${number(characters)} characters accounted for`,
    residue > 0 && [", ", sign("warning"), h("span", { class: "words warning" }, ` ${number(residue)} of them not understood`)]);
}
