// The picture of time: all that a page says of how long the change takes, on one axis of weeks, against the sum of its
// phases. The gap that is drawn is that of the finding's message.

import { drawn, h, s } from "./dom.js";
import { shortened, visible } from "./characters.js";
import { sign } from "./chips.js";
import { notes } from "./findings_view.js";
import { cut, widthOf } from "./measure.js";
import { home, entryOf, lineOf } from "./pathway_data.js";

const NAMES = { roadmap: "Roadmap", headline: "Headline", timeline: "Timeline", faq: "Answer in FAQ", skills: "Skills, one by one" };
const WIDE = 720;

/** The panel with the picture, and the same as a table. */
export function timePicture(pathway) {
  const { times } = pathway;
  const figure = drawn(h("div", { class: "picture" }), (width) => picture(pathway, width));
  return h(
    "section",
    { class: "panel times" },
    h("h2", {}, "Does the page agree with itself about time?"),
    h("p", { class: "lead" }, times.said),
    figure,
    notes(pathway, times.rows.map((row) => row.fingerprint), "narrow"),
    h("details", { class: "table" }, h("summary", {}, "The same as a table"), table(pathway)),
  );
}

function lineNumber(pathway, pointer) {
  const at = home(pathway, pointer);
  const entry = at && entryOf(pathway, at);
  const source = entry && pathway.sources[entry.source];
  return entry?.spans.length && source?.points ? lineOf(source, entry.spans[0][0]) : null;
}

function firstLine(pathway, row) {
  return row.bars.map((bar) => bar.pointer && lineNumber(pathway, bar.pointer)).find(Boolean) ?? lineNumber(pathway, row.pointer);
}

function detail(pathway, row) {
  const line = firstLine(pathway, row);
  return [row.quote === null ? row.name : `\u201c${shortened(row.quote, 40)}\u201d`, line && `line ${line}`].filter(Boolean).join(" \u00b7 ");
}

function table(pathway) {
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ["What", "Says", "Weeks", "How it fits"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, pathway.times.rows.map((row) =>
      h("tr", {}, h("th", { scope: "row" }, NAMES[row.kind]), h("td", {}, detail(pathway, row)), h("td", {}, row.said),
        h("td", {}, row.verdict, row.code && [" (", link(pathway, row), ")"])),
    )),
  );
}

function link(pathway, row) {
  return h("a", { href: `#${encodeURIComponent(pathway.id)}/${encodeURIComponent(row.fingerprint)}` }, row.code);
}

/** The picture as SVG, so many pixels wide. */
function picture(pathway, width) {
  const { times } = pathway;
  const wide = width >= WIDE;
  const left = wide ? 168 : 7;
  const right = wide ? 250 : 10;
  const [top, height, bar] = wide ? [34, 46, 16] : [34, 62, 15];
  const plot = width - left - right;
  const x = (weeks) => left + (Math.min(weeks, times.weeks) / times.weeks) * plot;
  const bottom = top + times.rows.length * height;
  const children = [];
  if (times.band) {
    const [low, high] = times.band;
    children.push(s("rect", { class: "band", x: x(low), y: top, width: x(high ?? times.weeks) - x(low), height: bottom - top }));
  }
  const space = (times.step / times.weeks) * plot;
  const labelled = Math.ceil(26 / space);
  for (let week = 0, i = 0; week <= times.weeks; week += times.step, i++) {
    children.push(s("line", { class: "grid", x1: x(week), x2: x(week), y1: top, y2: bottom }));
    if (i % labelled === 0) children.push(s("text", { class: "tick", x: x(week), y: bottom + 16, "text-anchor": "middle", "data-week": week }, String(week)));
  }
  children.push(wide ? s("text", { class: "tick", x: left - 12, y: bottom + 16, "text-anchor": "end" }, "week") : s("text", { class: "tick", x: width - 2, y: bottom + 30, "text-anchor": "end" }, "weeks"));
  if (times.ends) {
    const [low, high] = times.ends;
    const end = high ?? low;
    const words = `roadmap ends: week ${low === high ? round(low) : high === null ? `${round(low)} or later` : `${round(low)}\u2013${round(high)}`}`;
    const half = widthOf(words, 13, 620) / 2;
    const at = Math.max(half + 2, Math.min(x(end), width - half - 2));
    children.push(s("line", { class: "ends", x1: x(end), x2: x(end), y1: top - 8, y2: bottom }));
    children.push(s("text", { class: "strong", x: at, y: top - 14, "text-anchor": "middle" }, words));
  }
  times.rows.forEach((row, i) => {
    const y = top + i * height;
    children.push(s("line", { class: "axis", x1: wide ? 0 : left, x2: width - (wide ? 0 : right), y1: y, y2: y }));
    children.push(drawRow(pathway, row, { x, y, height, bar, width, left, right, plot, wide }));
  });
  children.push(s("line", { class: "axis", x1: wide ? 0 : left, x2: width - (wide ? 0 : right), y1: bottom, y2: bottom }));
  const words = times.rows.map((row) => `${NAMES[row.kind]}: ${row.said}${row.verdict ? `, ${row.verdict}` : ""}`).join(". ");
  return s(
    "svg",
    { class: "time", width, height: bottom + (wide ? 24 : 36), viewBox: `0 0 ${width} ${bottom + (wide ? 24 : 36)}`, role: "img", "aria-label": `${times.said} ${words}` },
    children,
  );
}

function round(weeks) {
  return String(Math.round(weeks * 10) / 10);
}

function drawRow(pathway, row, { x, y, height, bar, width, left, right, plot, wide }) {
  const wrong = row.severity === "error" || row.severity === "warning" ? row.severity : null;
  const middle = wide ? y + (row.kind === "roadmap" ? 19 : 23) : y + (row.kind === "roadmap" ? 33 : 35);
  const at = [...new Set(row.bars.map((one) => one.pointer && home(pathway, one.pointer)).filter(Boolean))];
  const group = s("g", { class: `row ${wrong ?? "fits"}`, "data-kind": row.kind, "data-at": at[0] ?? null });
  group.append(s("rect", { class: "hover", x: 0, y: y + 1, width, height: height - 2 }));
  // What it is.
  const name = s("text", { class: "strong halo", x: wide ? 0 : left, y: wide ? y + 20 : y + 17 }, NAMES[row.kind]);
  if (wide) group.append(name, s("text", { class: "faint", x: 0, y: y + 36 }, cut(detail(pathway, row), left - 14)));
  else {
    const taken = widthOf(NAMES[row.kind], 13, 620) + 8;
    const said = cut(row.code && row.miss && row.kind === "roadmap" ? `${row.code} \u00b7 ${row.miss.size}` : (row.code ?? row.said), width - right - left - taken - 8, 12, wrong ? 620 : 400);
    const room = width - right - left - taken - widthOf(said, 12, 620) - 10;
    group.append(name, s("text", { class: "faint halo", x: left + taken, y: y + 17 }, cut(row.quote === null ? row.name : detail(pathway, row), room)));
    group.append(s("text", { class: wrong ? `halo words ${wrong}` : "faint halo", x: width - right, y: y + 17, "text-anchor": "end" }, said));
  }
  // Its bars; what of them a finding is about has its colour.
  const over = row.miss && row.bars.at(-1).high !== null && row.miss.low < row.bars.at(-1).high - 0.05 && row.kind === "roadmap";
  row.bars.forEach((one, i) => {
    const [from, to] = [x(one.low), x(one.high ?? pathway.times.weeks)];
    const size = Math.max(3, to - from - (row.bars.length > 1 && i < row.bars.length - 1 ? 1.5 : 0));
    const style = row.kind === "skills" ? "outline" : row.kind === "roadmap" ? "road" : (wrong ?? "plain");
    const where = one.pointer && home(pathway, one.pointer);
    const title = [one.label, one.text].filter(Boolean).join(": ");
    group.append(s("rect", { class: `bar ${style}`, x: from, y: middle - bar / 2, width: size, height: bar, rx: 1.5, "data-low": one.low, "data-high": one.high, "data-at": where }, title && s("title", {}, visible(title.slice(0, 200)))));
    if (over && one.high > row.miss.low) {
      const start = x(Math.max(one.low, row.miss.low));
      group.append(s("rect", { class: `bar ${wrong ?? "plain"}`, x: start, y: middle - bar / 2, width: Math.max(2, from + size - start), height: bar, rx: 1.5 }));
    }
    if (row.kind === "roadmap" && one.high !== null) {
      const weeks = round(one.high - one.low);
      if (size > widthOf(weeks, 11.5, 620) + 5) group.append(s("text", { class: "on", x: from + size / 2, y: middle + 4, "text-anchor": "middle" }, weeks));
      if (size > 34) group.append(s("text", { class: "small", x: from, y: middle + bar / 2 + 12 }, cut(one.label, size - 3, 10)));
    }
    if (one.high === null) group.append(s("path", { class: `arrow ${style}`, d: `M${to - 1},${middle - 9}l11,9l-11,9z` }));
  });
  const last = row.bars.at(-1);
  if (row.kind === "roadmap" && last?.high !== null && row.high !== null && row.high > last.high + 0.05) {
    group.append(s("rect", { class: "bar slack", x: x(last.high), y: middle - bar / 2, width: x(row.high) - x(last.high), height: bar, "data-low": last.high, "data-high": row.high }, s("title", {}, "as long as its longest reading")));
  }
  // The gap of its finding.
  if (row.miss) {
    const { low, high, size } = row.miss;
    const [from, to] = [x(low), x(high)];
    if (row.kind === "skills") group.append(s("rect", { class: `bar ${wrong ?? "plain"}`, x: from, y: middle - bar / 2, width: Math.max(2, to - from), height: bar, "data-low": low, "data-high": high }));
    else if (!over) group.append(s("path", { class: `gap ${wrong ?? "info"}`, d: `M${from},${middle - 5}v10M${from},${middle}H${to}M${to},${middle - 5}v10` }));
    group.setAttribute("data-miss", `${low} ${high}`);
    const room = widthOf(size, 12, 620) + 6;
    const center = Math.max(left + room / 2, Math.min((from + to) / 2, left + plot - room / 2));
    const beside = row.kind === "roadmap" ? -bar / 2 - 3 : row.kind === "skills" || !wide ? bar / 2 + 12 : -7;
    if (wide || row.kind !== "roadmap") group.append(s("text", { class: `halo words ${wrong ?? "info"}`, x: center, y: middle + beside, "text-anchor": "middle" }, size));
  }
  // How it fits.
  if (wide) {
    const start = width - right + 22;
    const first = row.severity ? row.verdict : row.said;
    const second = row.severity ? `${row.code} \u00b7 ${row.said}` : row.verdict;
    const kind = row.severity ?? (row.fits ? "ok" : null);
    if (kind) {
      const mark = sign(kind, { silent: true });
      for (const [key, value] of Object.entries({ x: start, y: y + 9, width: 14, height: 14 })) mark.setAttribute(key, value);
      group.append(mark);
    }
    group.append(s("text", { class: `strong ${wrong ? `words ${wrong}` : ""}`, x: start + (kind ? 21 : 0), y: y + 20 }, cut(first, right - 44, 13, 620)));
    group.append(s("text", { class: "faint", x: start + (kind ? 21 : 0), y: y + 36 }, cut(second, right - 44)));
  }
  return group;
}
