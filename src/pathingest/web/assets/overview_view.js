// The overview of a build: figures, findings by rule, what changed, and all pathways on one axis of weeks.

import { count, h, s, unseen } from "./dom.js";
import { shortened, visible } from "./characters.js";
import { counts, severityName, sign } from "./chips.js";
import { widthOf } from "./measure.js";
import { addressName } from "./names.js";

const SEVERITIES = ["error", "warning", "info"];
const RULES = 12; // that show at once
const VALUES = 4; // of a record that show at once
const OFTEN = 200; // milliseconds from one look at what a search finds to the next, while findings are read
const ROW = 230; // width of the time picture of a row
const NUMBERS = "numbers-of-weeks"; // of the axis, drawn once and used where they are shown

/** The overview: its element; `filter(words)`, which shows the pathways that have all the words; `shown()`, the ids of
 * those that are shown, in their order. `found(id)` promises the words of a pathway's findings, in lower case; `cleared` is
 * called when all are shown again. */
export function overviewView(data, found, cleared) {
  const state = { words: "", severities: new Set(), rule: null };
  const table = pathways(data, state, found, () => {
    rules.querySelector("[aria-pressed=true]")?.click();
    cleared();
  });
  const rules = findingsByRule(data, (rule) => {
    state.rule = state.rule === rule ? null : rule;
    table.filter();
    if (state.rule) table.show();
    return state.rule;
  });
  const element = h(
    "div",
    { class: "overview" },
    h("h1", { tabindex: -1 }, `${count(data.pages, "page")}, ${count(data.rows.length, "pathway")}`),
    h("p", { class: "lead" }, verdict(data)),
    figures(data),
    h("div", { class: "columns" }, rules, h("div", {}, changes(data), layouts(data))),
    left(data),
    table.element,
  );
  const filter = (words) => {
    state.words = words.trim();
    table.filter();
    if (state.words && element.isConnected) table.show();
  };
  return { element, filter, shown: table.ids };
}

function totals(data) {
  const numbers = [0, 0, 0];
  for (const rule of data.rules) for (let i = 0; i < 3; i++) numbers[i] += rule.by[i];
  return numbers;
}

function verdict(data) {
  const [errors, warnings] = totals(data);
  const found = [errors && count(errors, "error"), warnings && count(warnings, "warning")].filter(Boolean).join(" and ");
  const without = data.skipped.length ? ` ${count(data.skipped.length, "page has", "pages have")} no record.` : "";
  return `${found ? `The pages have ${found}.` : "No page has an error or a warning."}${without}`;
}

function figures(data) {
  const clean = data.rows.filter((row) => !row.counts[0] && !row.counts[1]).length;
  const { quoted, normalised, derived, corrected, characters, residue } = data.proven;
  const proven = quoted + normalised + derived;
  const changed = data.since && ["added", "removed", "changed"].map((what) => data.since.records.filter((one) => one.what === what).length);
  const entries = [
    ["Findings", counts(totals(data)), "errors, warnings, notes"],
    ["Without error or warning", `${clean.toLocaleString("en")} of ${data.rows.length.toLocaleString("en")}`, data.merged ? `${count(data.merged, "pathway")} read from several pages` : "pathways"],
    ["Values with their source", proven.toLocaleString("en"), `${quoted.toLocaleString("en")} quoted, ${normalised.toLocaleString("en")} normalised, ${derived.toLocaleString("en")} computed${corrected ? `; besides ${corrected.toLocaleString("en")} corrected` : ""}`],
    ["Characters accounted for", characters.toLocaleString("en"), residue ? [sign("warning"), ` ${residue.toLocaleString("en")} of them not understood`] : "100%, no residue"],
    changed && [`Since ${visible(data.since.name)}`, `+${changed[0]} / \u2212${changed[1]} / ~${changed[2]}`, "pathways new, gone, changed"],
  ];
  return h("dl", { class: "figures" }, entries.filter(Boolean).map(([name, figure, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, figure, h("small", {}, words)))));
}

function findingsByRule(data, choose) {
  const most = Math.max(...data.rules.map((rule) => rule.findings), 1);
  const rows = data.rules.map((rule) =>
    h("tr", { "data-rule": rule.code },
      h("td", { class: "signs" }, sign(rule.severity)),
      h("td", { class: "code" }, rule.code),
      h("th", { scope: "row" }, h("button", { type: "button", "aria-pressed": "false", click: (event) => {
        const now = choose(rule.code);
        for (const row of event.target.closest("table").querySelectorAll("[data-rule]")) {
          row.classList.toggle("on", row.dataset.rule === now);
          row.querySelector("button").setAttribute("aria-pressed", String(row.dataset.rule === now));
        }
      } }, rule.name.replaceAll("-", " "))),
      h("td", { class: "number pages" }, `${rule.pages} of ${count(data.pages, "page")}`),
      h("td", { class: "number" }, rule.findings.toLocaleString("en")),
      h("td", { class: "drawing" }, s("svg", { width: 84, height: 10, "aria-hidden": true }, s("rect", { class: "bar plain", x: 0, y: 1, width: Math.max(2, (rule.findings / most) * 82), height: 8, rx: 1.5 }))),
    ),
  );
  const systemic = data.rules.filter((rule) => rule.systemic).length;
  const group = (words, some) => some.length > 0 && h("tbody", {}, h("tr", { class: "group" }, h("th", { colspan: 6, scope: "rowgroup" }, words)), some);
  const fewer = rows.slice(systemic);
  const hidden = fewer.slice(RULES);
  for (const row of hidden) row.hidden = true;
  return h(
    "section",
    { class: "rules" },
    h("div", { class: "head" }, h("h2", {}, "Findings by rule"), h("p", {}, "Choose a rule to keep only its pathways below.")),
    data.rules.length === 0 ? h("p", { class: "absent" }, "Nothing was found.") : h("table", {},
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, "Code"), h("th", { scope: "col" }, "Rule"), h("th", { class: "number pages", scope: "col" }, "Where"), h("th", { class: "number", scope: "col" }, "Findings"), h("td", {}))),
      group("Systemic: on a third of the pages or more, so look first at what they have in common", rows.slice(0, systemic)),
      group(systemic ? "On fewer pages" : "By severity", fewer)),
    hidden.length > 0 && h("button", { class: "more", type: "button", click: (event) => { for (const row of hidden) row.hidden = false; event.currentTarget.remove(); } }, `${count(hidden.length, "more rule")}`),
  );
}

function changes(data) {
  const head = h("h2", {}, data.since ? `Since ${visible(data.since.name)}` : "Since the last build");
  if (!data.since) return h("section", { class: "changes" }, head, h("p", { class: "absent" }, "There is no earlier build to compare with: name one with --since, or commit the dataset."));
  const { records, same, name } = data.since;
  if (!records.length) return h("section", { class: "changes" }, head, h("p", { class: "absent" }, `Nothing changed since ${visible(name)}.`));
  const marks = { added: ["+", "new pathway"], removed: ["\u2212", "gone"], changed: ["~", ""] };
  const items = records.map((one) => {
    const [mark, words] = marks[one.what];
    const title = shortened(one.title ?? one.id, 120);
    const values = one.values.map(([tokens, what]) => h("small", {}, `${addressName(tokens)}: `, h("span", { class: "what" }, visible(what))));
    const more = values.splice(VALUES);
    if (one.more) more.push(h("small", {}, `and ${count(one.more, "more value")}, which \`pathingest diff\` has`));
    return h("li", {}, h("b", { "aria-hidden": true }, mark), h("div", {},
      one.what === "removed" ? title : h("a", { href: `#${encodeURIComponent(one.id)}` }, title),
      words && h("small", {}, words),
      turned(one),
      values,
      more.length > 0 && h("details", {}, h("summary", {}, `${count(one.values.length + one.more - VALUES, "more value")}`), more)));
  });
  const hidden = items.splice(6);
  const list = h("ul", {}, items);
  const [opened, closed, dismissed] = ["opened", "closed", "dismissed"].map((which) => records.reduce((sum, one) => sum + one[which].length, 0));
  return h("section", { class: "changes" }, head,
    h("p", {}, `${same.toLocaleString("en")} the same. ${count(opened, "finding is", "findings are")} new, ${closed.toLocaleString("en")} closed${dismissed ? `, ${dismissed.toLocaleString("en")} dismissed` : ""}.`), list,
    hidden.length > 0 && h("button", { class: "more", type: "button", click: (event) => { list.append(...hidden); event.currentTarget.remove(); } }, `${count(hidden.length, "more pathway")}`));
}

/** The findings of a record that are new, each with a link to it, those that are closed, and those that are dismissed. */
function turned({ id, opened, closed, dismissed }) {
  const line = (one, words, code) => h("small", { class: "turned" }, sign(one.severity), ` ${words} `, code, h("span", { class: words === "new" ? "what" : null }, ` ${shortened(one.message, 240)}`));
  return [
    opened.map((one) => line(one, "new", h("a", { href: `#${encodeURIComponent(id)}/${encodeURIComponent(one.fingerprint)}` }, one.code))),
    closed.map((one) => line(one, "closed", h("s", {}, one.code))),
    dismissed.map((one) => [line(one, "dismissed", one.code), one.why.length > 0 && h("small", {}, shortened(one.why.join(", "), 300))]),
  ];
}

function layouts(data) {
  const most = Math.max(...data.layouts.map(([, number]) => number), 1);
  return h("section", { class: "layouts" }, h("h2", {}, "Layouts"), h("table", {}, h("tbody", {}, data.layouts.map(([name, number]) =>
    h("tr", {}, h("th", { scope: "row" }, name === "generic" ? "no known layout: read by its headings" : visible(name)), h("td", { class: "number" }, number.toLocaleString("en")),
      h("td", { class: "drawing" }, s("svg", { width: 84, height: 10, "aria-hidden": true }, s("rect", { class: "bar plain", x: 0, y: 1, width: Math.max(2, (number / most) * 82), height: 8, rx: 1.5 }))))))));
}

/** Pages without a record, and findings that are of no pathway. */
function left(data) {
  if (!data.skipped.length && !data.other.length) return null;
  return h("section", { class: "left" },
    data.skipped.length > 0 && [h("h2", {}, "Pages without a record"), h("ul", {}, data.skipped.map((one) => h("li", {}, h("code", {}, visible(one.path)), ` ${shortened(one.why, 300)}`)))],
    data.other.length > 0 && [h("h2", {}, "Findings of no pathway"), h("ul", {}, data.other.map((one) => h("li", {}, sign(one.severity), " ", h("code", {}, one.code), ` ${shortened(one.message, 300)} `, one.path && h("small", {}, visible(one.path)))))]);
}

// --- the table of pathways -------------------------------------------------------------------------------------------

function pathways(data, state, found, clear) {
  const axis = axisOf(data.rows);
  const names = new Map(data.rules.map((rule) => [rule.code, `${rule.code} ${rule.name} ${rule.name.replaceAll("-", " ")}`.toLowerCase()]));
  const rows = data.rows.map((row) => ({ row, element: tableRow(data, row, axis), words: [row.words, ...row.codes.map((code) => names.get(code))].join(" \n") }));
  const worst = ({ row }, other) => row.counts.map((number, i) => other.row.counts[i] - number).find(Boolean) ?? 0;
  const name = ({ row }) => (row.start || row.goal ? `${row.start ?? ""} \u2192 ${row.goal ?? ""}` : (row.title ?? row.id));
  const orders = {
    findings: (one, other) => worst(one, other) || name(one).localeCompare(name(other)),
    pathway: (one, other) => name(one).localeCompare(name(other)),
    weeks: (one, other) => endOf(one.row) - endOf(other.row) || name(one).localeCompare(name(other)),
  };
  const body = h("tbody", {});
  const shown = h("span", { class: "shown", role: "status" });
  const empty = h("p", { class: "empty", hidden: true });
  const all = h("button", { class: "button quiet small all", type: "button", hidden: true, click: () => {
    state.severities.clear();
    state.words = "";
    for (const button of filters) button.setAttribute("aria-pressed", "false");
    clear();
    filter();
  } }, "Show all");
  const headers = {};
  const order = (by) => {
    body.append(...[...rows].sort(orders[by]).map(({ element }) => element));
    for (const [which, header] of Object.entries(headers)) header.setAttribute("aria-sort", which === by ? (by === "findings" ? "descending" : "ascending") : "none");
  };
  const header = (by, words, more) => (headers[by] = h("th", { scope: "col", class: by }, h("button", { type: "button", title: `Order by ${words.toLowerCase()}`, click: () => order(by) }, words), more));
  const filters = SEVERITIES.map((severity) =>
    h("button", { class: "button", type: "button", "aria-pressed": "false", "data-severity": severity, click: (event) => {
      const on = !state.severities.delete(severity);
      if (on) state.severities.add(severity);
      event.currentTarget.setAttribute("aria-pressed", String(on));
      filter();
    } }, sign(severity, { silent: true }), { error: "errors", warning: "warnings", info: "notes" }[severity]),
  );
  // What is found on a pathway is in its own data, which is unpacked for the first search.
  let [isRead, reading] = [!rows.some(({ row }) => row.codes.length), null];
  const read = async () => {
    let last = performance.now();
    for (const one of rows.filter(({ row }) => row.codes.length)) {
      one.words += ` \n${await found(one.row.id)}`;
      if (performance.now() - last > OFTEN) {
        filter();
        last = performance.now();
      }
    }
    isRead = true;
    filter();
  };
  const filter = () => {
    const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const { row, element, words: text } of rows) {
      const fits = words.every((word) => text.includes(word)) && (!state.severities.size || row.severities.some((one) => state.severities.has(one))) && (!state.rule || row.codes.includes(state.rule));
      element.hidden = !fits;
      number += fits;
    }
    const plurals = { error: "errors", warning: "warnings", info: "notes" };
    const wanted = [state.rule, state.words && `\u201c${shortened(state.words, 60)}\u201d`, [...state.severities].map((one) => plurals[one]).join(" or ")].filter(Boolean).join(" and ");
    shown.textContent = `${number.toLocaleString("en")} of ${rows.length.toLocaleString("en")}${wanted ? ` with ${wanted}` : ""}`;
    if (words.length && !isRead) {
      shown.textContent += " so far";
      reading ??= read();
    }
    all.hidden = !wanted;
    grid.hidden = rows.length > 0 && number === 0;
    empty.hidden = !grid.hidden;
    empty.textContent = `No pathway with ${wanted}.`;
  };
  const grid = h("table", {},
    h("thead", {}, h("tr", {}, header("pathway", "Pathway"), header("weeks", "Weeks", axisHead(axis)), header("findings", "Findings"), h("th", { scope: "col", class: "covered" }, unseen("span", "Fields that are stated"), coverageHead(data.fields)))),
    body,
    h("tfoot", {}, h("tr", {}, h("td", { colspan: 3 }, `read whole, of ${data.rows.length.toLocaleString("en")}`), h("td", { class: "covered" }, coverageFoot(data)))));
  const element = h(
    "section",
    { class: "pathways" },
    h("div", { class: "head" }, h("h2", {}, "Pathways"), shown, all, h("div", { class: "filters", role: "group", "aria-label": "Show only pathways with" }, filters)),
    grid,
    empty,
    legend(),
  );
  order("findings");
  filter();
  /** Scroll to it, if what a filter did is out of sight. */
  const show = () => {
    if (element.getBoundingClientRect().top > innerHeight * 0.4 || element.getBoundingClientRect().bottom < innerHeight * 0.3) element.scrollIntoView({ block: "start" });
  };
  const ids = () => Array.from(body.children).filter((row) => !row.hidden).map((row) => row.dataset.id);
  return { element, filter, show, ids };
}

function endOf(row) {
  const { time } = row;
  if (!time) return Infinity;
  return Math.max(0, ...[...time.bars, time.headline, time.timeline, ...time.faq].filter(Boolean).map(([low, high]) => high ?? low));
}

/** The axis of all rows: up to where nearly all end, in quarters of a year. */
function axisOf(rows) {
  const ends = rows.map(endOf).filter((end) => end < Infinity).sort((one, other) => one - other);
  const last = ends[Math.floor((ends.length - 1) * 0.9)] ?? 52;
  const weeks = Math.min(Math.max(Math.ceil(last / 13) * 13, 26), 156);
  return { weeks, x: (week) => 4 + (Math.min(week, weeks) / weeks) * (ROW - 30) };
}

function axisHead({ weeks, x }) {
  const step = weeks > 78 ? 26 : 13;
  const ticks = [];
  for (let week = 0; week <= weeks; week += step) ticks.push(s("text", { class: "tick", x: x(week), y: 11, "text-anchor": week ? "middle" : "start" }, String(week)));
  return scaled(ROW, 14, { class: "axis-head", "aria-hidden": true }, s("g", { id: NUMBERS }, ticks));
}

function tableRow(data, row, axis) {
  const title = row.start || row.goal ? [shortened(row.start ?? "", 120), h("span", { class: "arrow", "aria-label": " to " }, row.start && row.goal ? " \u2192 " : ""), shortened(row.goal ?? "", 120)] : shortened(row.title ?? row.id, 120);
  const stated = Array.from(row.coverage).filter((one) => one === "f").length;
  const missing = data.fields.filter((_, i) => row.coverage[i] === "n");
  const words = `${stated} of ${data.fields.length} fields whole${missing.length ? `; not on the page: ${missing.join(", ")}` : ""}`;
  return h(
    "tr",
    { "data-id": row.id },
    h("th", { scope: "row" }, h("a", { href: `#${encodeURIComponent(row.id)}` }, title)),
    h("td", { class: "weeks" }, row.time ? timeLine(row.time, axis) : h("span", { class: "absent" }, "no time to compare")),
    h("td", { class: "findings" }, counts(row.counts)),
    h("td", { class: "covered" }, h("small", { class: "in-words" }, words), scaled(data.fields.length * 18, 16, { role: "img", "aria-label": words }, Array.from(row.coverage, square))),
  );
}

function square(letter, i) {
  const x = i * 18 + 2;
  if (letter === "f") return s("rect", { class: "whole", x, y: 2, width: 12, height: 12, rx: 2 });
  if (letter === "n") return s("rect", { class: "missing", x: x + 0.5, y: 2.5, width: 11, height: 11, rx: 2 });
  return [s("rect", { class: "partly", x: x + 0.5, y: 2.5, width: 11, height: 11, rx: 2 }), s("path", { class: "whole", d: `M${x + 1},13.5V4.5a2,2 0 0 1 2-2H${x + 11}z` })].reduce((group, part) => (group.append(part), group), s("g", {}));
}

/** A drawing that a style may make smaller. */
function scaled(width, height, properties, ...children) {
  return s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, ...properties }, children);
}

/** One pathway's time: roadmap, headline, timeline and answers on the common axis. */
function timeLine(time, { weeks, x }) {
  const parts = [];
  const size = (low, high) => Math.max(2, x(high ?? weeks) - x(low));
  const style = (kind, usual) => time.wrong[kind] ?? usual;
  for (let week = 0; week <= weeks; week += 13) parts.push(s("line", { class: "grid", x1: x(week), x2: x(week), y1: 0, y2: 26 }));
  if (time.timeline) {
    const [low, high] = time.timeline;
    parts.push(s("rect", { class: "band", x: x(low), y: 5, width: size(low, high), height: 14 }));
    parts.push(s("rect", { class: `bar ${style("timeline", "plain")}`, x: x(low), y: 3, width: size(low, high), height: 2 }));
  }
  for (const [low, high] of time.bars) parts.push(s("rect", { class: `bar ${style("roadmap", "road")}`, x: x(low), y: 9, width: Math.max(1.5, size(low, high) - 1), height: 6, rx: 1, "data-low": low, "data-high": high }));
  for (const [low, high] of time.faq) parts.push(s("rect", { class: `bar ${style("faq", "plain")}`, x: x(low), y: 19, width: size(low, high), height: 3, rx: 1 }));
  if (time.headline) {
    const middle = x((time.headline[0] + (time.headline[1] ?? time.headline[0])) / 2);
    parts.push(s("path", { class: `diamond ${style("headline", "ink")}`, d: `M${middle},7l4.5,5l-4.5,5l-4.5-5z` }));
  }
  const end = Math.max(...[...time.bars, time.headline, time.timeline, ...time.faq].filter(Boolean).map(([low, high]) => high ?? low));
  if (end > weeks + 0.5) {
    const kind = Object.entries(time.wrong).find(([which]) => which === "faq" || which === "timeline")?.[1];
    parts.push(s("path", { class: `arrow ${kind ?? "plain"}`, d: `M${ROW - 8},17l7,4l-7,4z` }));
    parts.push(s("text", { class: `tick halo ${kind ? `words ${kind}` : ""}`, x: ROW - 1, y: 12, "text-anchor": "end" }, end < 1000 ? String(Math.round(end)) : "999+"));
  }
  parts.push(s("use", { class: "own-numbers", href: `#${NUMBERS}`, y: 27 }));
  return scaled(ROW, 27, { class: "mini", role: "img", "aria-label": time.words }, parts);
}

function coverageHead(fields) {
  const height = Math.ceil(Math.max(...fields.map((name) => widthOf(name, 11.5)))) + 8;
  return scaled(fields.length * 18, height, { "aria-hidden": true }, fields.map((name, i) => s("text", { class: "tick", transform: `translate(${i * 18 + 12} ${height - 2}) rotate(-90)` }, name)));
}

function coverageFoot(data) {
  const whole = data.fields.map((_, i) => data.rows.filter((row) => row.coverage[i] === "f").length);
  const size = whole.some((number) => number > 999) ? 7 : 10;
  const words = data.fields.map((name, i) => `${name} ${whole[i]}`).join(", ");
  return [h("small", { class: "in-words" }, words), scaled(data.fields.length * 18, 14, { role: "img", "aria-label": words }, whole.map((number, i) => s("text", { class: `tick size${size}`, x: i * 18 + 8, y: 11, "text-anchor": "middle" }, String(number))))];
}

function legend() {
  const mark = (width, ...parts) => s("svg", { width, height: 12, "aria-hidden": true }, parts);
  return h("p", { class: "key" },
    h("span", {}, mark(26, s("rect", { class: "bar road", x: 0, y: 3, width: 12, height: 6, rx: 1 }), s("rect", { class: "bar road", x: 13, y: 3, width: 12, height: 6, rx: 1 })), "roadmap phases"),
    h("span", {}, mark(12, s("path", { class: "diamond ink", d: "M6,1l4.5,5l-4.5,5l-4.5-5z" })), "headline"),
    h("span", {}, mark(26, s("rect", { class: "band", x: 0, y: 2, width: 26, height: 10 }), s("rect", { class: "bar plain", x: 0, y: 1, width: 26, height: 2 })), "timeline"),
    h("span", {}, mark(26, s("rect", { class: "bar plain", x: 0, y: 5, width: 26, height: 3, rx: 1 })), "answer in FAQ"),
    h("span", {}, sign("error", { silent: true }), sign("warning", { silent: true }), "what does not fit has this colour"),
    ...[["f", "stated"], ["p", "in part"], ["n", "not on the page"]].map(([letter, words]) => h("span", { class: "covered-key" }, s("svg", { width: 16, height: 16, "aria-hidden": true }, square(letter, 0)), words)));
}
