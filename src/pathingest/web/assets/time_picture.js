// The picture of time: all that a page says of how long the change takes, on one axis of weeks, against the sum of its
// phases. The gap that is drawn is that of the finding's message.

import { drawn, h, s } from "./dom.js";
import { shortened, visible } from "./characters.js";
import { sign } from "./chips.js";
import { notes } from "./findings_view.js";
import { STEP, block, widthOf, wrapped } from "./measure.js";
import { home, entryOf, inQuotes, lineOf } from "./pathway_data.js";

const NAMES = { roadmap: "Roadmap", headline: "Headline", timeline: "Timeline", skills: "Skills, one by one" };
const WIDE = 720; // from which on a row has its words beside its bars, not above them
const BAR = 16;
const BELOW = BAR / 2 + 6; // from the middle of a bar to a gap that is below it
const NAME = { size: 13, weight: 620 };

/** What a row is called; of an answer its number. */
function nameOf(row) {
  return NAMES[row.kind] ?? row.name;
}

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

/** The page's words for a row, or what it is made of; and its line. */
function detail(pathway, row) {
  const line = firstLine(pathway, row);
  return [row.quote === null ? row.name : inQuotes(pathway, row.pointer, shortened(row.quote, 80)), line && `line\u00a0${line}`].filter(Boolean);
}

/** The same in lines of so many pixels; the number of the line is never cut. */
function detailLines(pathway, row, room) {
  const parts = detail(pathway, row);
  const whole = parts.join(" \u00b7 ");
  const lines = wrapped(whole, room);
  if (!lines.at(-1)?.endsWith("\u2026") || parts.length < 2) return { lines, whole };
  return { lines: [...wrapped(parts[0], room), ...wrapped(parts[1], room)], whole };
}

function table(pathway) {
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ["What", "Says", "Weeks", "How it fits"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, pathway.times.rows.map((row) =>
      h("tr", {}, h("th", { scope: "row" }, nameOf(row)), h("td", {}, detail(pathway, row).join(" \u00b7 ")), h("td", {}, row.said),
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
  const name = new Intl.NumberFormat("en", times.weeks > 9999 ? { notation: "compact" } : { useGrouping: false });
  const widest = widthOf(name.format(times.weeks), 11.5);
  const left = wide ? 168 : Math.max(7, widthOf("0", 11.5) / 2 + 1);
  const right = wide ? 250 : Math.max(14, widest / 2 + 2);
  const plot = width - left - right;
  const x = (weeks) => left + (Math.min(weeks, times.weeks) / times.weeks) * plot;
  const end = times.ends && x(times.ends[1] ?? times.ends[0]);
  const frame = { x, width, left, right, plot, wide, end };
  const top = 34;
  let bottom = top;
  const rows = times.rows.map((row) => {
    const made = (wide ? beside : above)(pathway, row, frame, bottom);
    const placed = { row, y: bottom, ...made };
    bottom += made.height;
    return placed;
  });
  const children = [];
  if (times.band) {
    const [low, high] = times.band;
    children.push(s("rect", { class: "band", x: x(low), y: top, width: x(high ?? times.weeks) - x(low), height: bottom - top }));
  }
  const labelled = Math.ceil((widest + 8) / ((times.step / times.weeks) * plot));
  for (let week = 0, i = 0; week <= times.weeks; week += times.step, i++) {
    children.push(s("line", { class: "grid", x1: x(week), x2: x(week), y1: top, y2: bottom }));
    if (i % labelled === 0) children.push(s("text", { class: "tick", x: x(week), y: bottom + 16, "text-anchor": "middle", "data-week": week }, name.format(week)));
  }
  children.push(wide ? s("text", { class: "tick", x: left - 12, y: bottom + 16, "text-anchor": "end" }, "week") : s("text", { class: "tick", x: width - 2, y: bottom + 31, "text-anchor": "end" }, "weeks"));
  if (times.ends) {
    const [low, high] = times.ends;
    const words = `roadmap ends: week ${low === high ? round(low) : high === null ? `${round(low)} or later` : `${round(low)}\u2013${round(high)}`}`;
    const half = widthOf(words, 13, 620) / 2;
    const at = Math.max(half + 2, Math.min(end, width - half - 2));
    // Where words stand above the bars, it only crosses the bars.
    const stretches = wide ? [[top - 8, bottom]] : [[top - 8, top], ...rows.map(({ middle }) => [middle - BAR / 2 - 4, middle + BAR / 2 + 2])];
    children.push(s("path", { class: "ends", d: stretches.map(([from, to]) => `M${end},${from}V${to}`).join("") }));
    children.push(s("text", { class: "strong", x: at, y: top - 14, "text-anchor": "middle" }, words));
  }
  const rule = (y) => s("line", { class: "axis", x1: wide ? 0 : left, x2: width - (wide ? 0 : right), y1: y, y2: y });
  // Before the rows, whose words it would cross.
  for (const { row, middle } of rows.filter((one) => one.row.miss?.since)) {
    const first = rows.find((one) => one.row.pointer === row.miss.since);
    if (first) children.push(s("path", { class: `gap joined ${wrongOf(row) ?? "info"}`, "data-code": row.code, d: `M${x(row.miss.low)},${first.middle}V${middle + BELOW}` }));
  }
  for (const placed of rows) children.push(rule(placed.y), drawRow(pathway, placed, frame));
  children.push(rule(bottom));
  const words = times.rows.map((row) => `${nameOf(row)}: ${row.said}${row.verdict ? `, ${row.verdict}` : ""}`).join(". ");
  const height = bottom + (wide ? 24 : 36);
  return s("svg", { class: "time", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${times.said} ${words}` }, children);
}

function round(weeks) {
  return String(Math.round(weeks * 10) / 10);
}

function wrongOf(row) {
  return row.severity === "error" || row.severity === "warning" ? row.severity : null;
}

/** The names of phases in lines, each below its bar; where one has no room its number, and its name is the bar's title. */
function phaseNames(row, { x }) {
  if (row.kind !== "roadmap") return [];
  return row.bars.map(({ low, high, label }, i) => {
    const room = high === null ? 0 : x(high) - x(low) - 6;
    const lines = wrapped(label, room, { size: 10, most: 3, broken: false });
    if (!lines.some((line) => line.endsWith("\u2026") || line === "")) return lines;
    return widthOf(`${i + 1}`, 10) <= room ? [`${i + 1}`] : [];
  });
}

/** How much is below a bar: the names of phases, or the size of the gap. */
function below(row, names) {
  if (row.kind === "roadmap") return 8 + 11 * Math.max(0, ...names.map((lines) => lines.length)) + 6;
  if (row.miss?.since) return BELOW + 14;
  return row.miss ? 20 : 12;
}

/** A row with its words beside its bars: what it is on the left, how it fits on the right. */
function beside(pathway, row, frame, y) {
  const { left, right, width } = frame;
  const names = phaseNames(row, frame);
  const wrong = wrongOf(row);
  const middle = y + (row.kind === "roadmap" ? (row.miss ? 27 : 19) : row.miss ? 20 : 23);
  const named = wrapped(nameOf(row), left - 14, NAME);
  const said = detailLines(pathway, row, left - 14);
  const kind = row.severity ?? (row.fits ? "ok" : null);
  const start = width - right + 22 + (kind ? 21 : 0);
  const [first, second] = row.severity ? [row.verdict, `${row.code} \u00b7 ${row.said}`] : [row.said, row.verdict];
  const fit = wrapped(first, width - start, { ...NAME, most: 3 });
  const more = wrapped(second, width - start, { most: 3 });
  const words = [
    block(named, { class: "strong halo", x: 0, y: y + 20 }, nameOf(row)),
    block(said.lines, { class: "faint", x: 0, y: y + 20 + STEP * named.length }, said.whole),
    block(fit, { class: `strong fit ${wrong ? `words ${wrong}` : ""}`, x: start, y: y + 20 }, first),
    block(more, { class: "faint fit", x: start, y: y + 20 + STEP * fit.length }, second),
  ];
  if (kind) {
    const mark = sign(kind, { silent: true });
    for (const [key, value] of Object.entries({ x: start - 21, y: y + 9, width: 14, height: 14 })) mark.setAttribute(key, value);
    words.push(mark);
  }
  const lines = Math.max(named.length + said.lines.length, fit.length + more.length);
  return { words, names, middle, height: Math.max(46, 14 + STEP * lines, middle - y + BAR / 2 + below(row, names)) };
}

/** A row with its words above its bars, on one line where they have room. */
function above(pathway, row, frame, y) {
  const { left, right, width } = frame;
  const names = phaseNames(row, frame);
  const wrong = wrongOf(row);
  const room = width - left - right;
  const taken = widthOf(nameOf(row), NAME.size, NAME.weight) + 8;
  const short = row.code && row.miss && row.kind === "roadmap" ? `${row.code} \u00b7 ${row.miss.size}` : (row.code ?? row.said);
  const size = widthOf(short, 12, 620) + 10;
  const whole = detail(pathway, row).join(" \u00b7 ");
  const name = { class: "strong halo", x: left, y: y + 17 };
  const end = { class: wrong ? `halo words ${wrong}` : "faint halo", x: left + room, y: y + 17, "text-anchor": "end" };
  const words = [s("text", name, nameOf(row))];
  let line = y + 17;
  if (taken + widthOf(whole) + size <= room) words.push(s("text", { class: "faint halo", x: left + taken, y: line }, whole), s("text", end, short));
  else {
    if (taken + size > room) line += STEP;
    words.push(s("text", { ...end, y: line }, short));
    const said = detailLines(pathway, row, room);
    words.push(block(said.lines, { class: "faint halo", x: left, y: line + STEP }, said.whole));
    line += STEP * said.lines.length;
  }
  const middle = line + (row.kind === "roadmap" ? 16 : 18);
  return { words, names, middle, height: middle - y + BAR / 2 + Math.max(19, below(row, names)) };
}

function drawRow(pathway, { row, y, height, middle, words, names }, { x, left, width, plot, wide, end }) {
  const wrong = wrongOf(row);
  const at = [...new Set(row.bars.map((one) => one.pointer && home(pathway, one.pointer)).filter(Boolean))];
  const group = s("g", { class: `row ${wrong ?? "fits"}`, "data-kind": row.kind, "data-at": at[0] ?? null });
  group.append(s("rect", { class: "hover", x: 0, y: y + 1, width, height: height - 2 }), ...words);
  const bar = (style, from, size, more = {}, ...children) =>
    group.append(s("rect", { class: `bar ${style}`, x: from, y: middle - BAR / 2, width: size, height: BAR, ...more }, children));
  // Its bars; what of them a finding is about has its colour.
  const over = row.miss && row.bars.at(-1).high !== null && row.miss.low < row.bars.at(-1).high - 0.05 && row.kind === "roadmap";
  row.bars.forEach((one, i) => {
    const [from, to] = [x(one.low), x(one.high ?? pathway.times.weeks)];
    const size = Math.max(3, to - from - (row.bars.length > 1 && i < row.bars.length - 1 ? 1.5 : 0));
    const style = row.kind === "skills" ? "outline" : row.kind === "roadmap" ? "road" : (wrong ?? "plain");
    const where = one.pointer && home(pathway, one.pointer);
    const title = [one.label, one.text].filter(Boolean).join(": ");
    bar(style, from, size, { rx: 1.5, "data-low": one.low, "data-high": one.high, "data-at": where }, title && s("title", {}, visible(title.slice(0, 200))));
    if (over && one.high > row.miss.low) {
      const start = x(Math.max(one.low, row.miss.low));
      bar(wrong ?? "plain", start, Math.max(2, from + size - start), { rx: 1.5 });
    }
    if (row.kind === "roadmap" && one.high !== null) {
      const weeks = round(one.high - one.low);
      if (size > widthOf(weeks, 11.5, 620) + 5) group.append(s("text", { class: "on", x: from + size / 2, y: middle + 4, "text-anchor": "middle" }, weeks));
      if (names[i].length) group.append(block(names[i], { class: "small", x: from, y: middle + BAR / 2 + 12 }, one.label, 11));
    }
    if (one.high === null) group.append(s("path", { class: `arrow ${style}`, d: `M${to - 1},${middle - 9}l11,9l-11,9z` }));
  });
  const last = row.bars.at(-1);
  if (row.kind === "roadmap" && last?.high !== null && row.high !== null && row.high > last.high + 0.05) {
    bar("slack", x(last.high), x(row.high) - x(last.high), { "data-low": last.high, "data-high": row.high }, s("title", {}, "as long as its longest reading"));
  }
  // The gap of its finding.
  if (row.miss) {
    const { low, high, size } = row.miss;
    const [from, to] = [x(low), x(high)];
    if (row.kind === "skills") bar(wrong ?? "plain", from, Math.max(2, to - from), { "data-low": low, "data-high": high });
    else if (!over) {
      const y = row.miss.since ? middle + BELOW : middle;
      group.append(s("path", { class: `gap ${wrong ?? "info"}`, d: `M${from},${y - 5}v10M${from},${y}H${to}M${to},${y - 5}v10` }));
    }
    group.setAttribute("data-miss", `${low} ${high}`);
    const label = row.miss.since ? `${row.code} \u00b7 ${size}` : size;
    const half = widthOf(label, 12, 620) / 2 + 3;
    const center = clearOf(end, half, (from + to) / 2, left, left + plot);
    const offset = row.kind === "roadmap" ? -BAR / 2 - 5 : (row.miss.since ? BELOW + 4 : BAR / 2) + 13;
    if (wide || row.kind !== "roadmap") group.append(s("text", { class: `halo words ${wrong ?? "info"}`, x: center, y: middle + offset, "text-anchor": "middle" }, label));
  }
  return group;
}

/** The middle of a label of that half width, as near as there is room that the line at `end` does not cross. */
function clearOf(end, half, center, from, to) {
  const inside = Math.max(from + half, Math.min(center, to - half));
  if (end === null || Math.abs(inside - end) >= half + 3) return inside;
  const sides = [end - half - 3, end + half + 3].sort((one, other) => Math.abs(one - center) - Math.abs(other - center));
  return sides.find((side) => side >= from + half && side <= to - half) ?? inside;
}
