// The pictures of the skills to learn and of the pay.

import { drawn, h, s } from "./dom.js";
import { shortened } from "./characters.js";
import { sign } from "./chips.js";
import { notes } from "./findings_view.js";
import { PRIORITIES } from "./names.js";
import { at, home, inQuotes } from "./pathway_data.js";
import { STEP, block, widthOf, wrapped } from "./measure.js";

/** The skills to learn: how much each matters, in filling and words; how long it takes, as a bar. */
export function skillsPicture(pathway) {
  const { rows, longest, sum, findings } = pathway.skills;
  return h(
    "section",
    { class: "panel skills" },
    h("h2", {}, "Skills by priority and weeks"),
    h("p", { class: "lead" }, "In the order of the page."),
    h("table", {},
      h("thead", { class: "unseen" }, h("tr", {}, ["Skill", "Priority", "", "Weeks"].map((name) => (name ? h("th", { scope: "col" }, name) : h("td", {}))))),
      h("tbody", {}, rows.map((row) => {
        const wrong = pathway.findings.filter((one) => row.findings.includes(one.fingerprint) && one.code.startsWith("PRI"));
        const kind = row.priority ?? "none";
        const marker = s("svg", { class: "priority", viewBox: "0 0 12 12", "aria-hidden": true }, s("rect", { class: `fill ${kind}`, x: 1, y: 1, width: 10, height: 10, rx: 2 }));
        const bar = drawn(h("div", { class: "bar" }), (width) => skillBar(row, longest, kind, width));
        return h(
          "tr",
          { "data-at": home(pathway, `${row.pointer}/duration`) ?? home(pathway, `${row.pointer}/name`) },
          h("th", { scope: "row" }, shortened(row.name, 120), wrong.map((one) => h("small", { class: `words ${one.severity}` }, sign(one.severity, { silent: true }), ` ${one.code}`))),
          h("td", { class: "kind" }, h("span", {}, marker, PRIORITIES[row.priority] ?? "no priority")),
          h("td", { class: "drawing" }, bar),
          h("td", { class: "number" }, row.low === null ? h("span", { class: "absent" }, row.text ?? "none") : weeksOf(row)),
        );
      }),
      sum && h("tr", { class: "sum" }, h("th", { scope: "row", colspan: 3 }, "Sum, one after another"), h("td", { class: "number" }, sum)))),
    notes(pathway, findings),
  );
}

function weeksOf({ low, high }) {
  const number = (value) => String(Math.round(value * 10) / 10);
  if (high === null) return `${number(low)}+`;
  return low === high ? number(low) : `${number(low)}\u2013${number(high)}`;
}

function skillBar({ low, high }, longest, kind, width) {
  const scale = longest ? (width - 4) / longest : 0;
  const bars = [];
  if (low !== null) {
    bars.push(s("rect", { class: `fill ${kind}`, x: 1, y: 3, width: Math.max(2, low * scale), height: 8, rx: 1.5, "data-low": 0, "data-high": low }));
    if (high !== null && high > low) bars.push(s("rect", { class: "slack", x: 1 + low * scale, y: 3, width: (high - low) * scale, height: 8 }));
  }
  return s("svg", { width, height: 14, "aria-hidden": true }, bars);
}

/** What both jobs pay against the change that the summary promises. */
export function payPicture(pathway) {
  const { pay } = pathway;
  const picture = (rows, format, options) => drawn(h("div", { class: "picture" }), (width) => ranges(pathway, rows, width, format, options));
  const options = { stated: pay.currency === null };
  const children = [h("h2", {}, "Salary against the claimed change")];
  const isPromised = pay.changes[0]?.pointer === "/salary_change";
  const words = pay.both ? `What the page says both jobs pay${isPromised ? ", and what its summary promises" : ""}.`
    : !isPromised ? (pay.changes.length ? "What the text says of the change." : "What the page says of pay.")
    : pay.changes.length > 1 ? "What the summary promises, and what the text says."
    : pay.named ? "The page says what both jobs pay, but not in two ranges of the whole jobs, so nothing is compared with its summary."
    : "The page does not say what both jobs pay, so nothing can be compared with its summary.";
  children.push(h("p", { class: "lead" }, words));
  if (pay.both) children.push(picture([...pay.money, ...(pay.promised ? [{ ...pay.promised, ghost: true }] : [])], money(pay), options));
  if (pay.changes.length) children.push(picture(pay.changes, percent, { zero: true, miss: pay.miss }));
  if (!pay.both && pay.money.length) {
    children.push(h("h3", {}, pay.named ? "What both jobs pay" : "Salaries in the text"), picture(pay.money, money(pay), options));
  }
  const also = pay.also.map((one) => h("li", { "data-at": home(pathway, one.pointer) }, h("b", {}, shortened(one.name || "not said of whom", 120)), ` ${inQuotes(pathway, one.pointer, shortened(one.text, 200))}`));
  if (also.length) children.push(h("h3", {}, "Also stated"), h("ul", { class: "amounts" }, also));
  return h("section", { class: "panel pay" }, children, notes(pathway, pay.findings));
}

/** An amount for an axis: of a currency that is not known with the sign that the page has before it. */
function money({ currency, sign }) {
  const options = { notation: "compact", maximumFractionDigits: 1 };
  const known = /^[A-Z]{3}$/.test(currency ?? "");
  const format = new Intl.NumberFormat("en", known ? { ...options, style: "currency", currency, currencyDisplay: "narrowSymbol" } : options);
  return (value) => `${known ? "" : sign}${format.format(value).toLowerCase()}`;
}

function percent(value) {
  return `${value > 0 ? "+" : value < 0 ? "\u2212" : ""}${Math.abs(Math.round(value * 10) / 10)}%`;
}

/** A range in words, "up to" or "at least" a bound where the other is open. */
function inWords({ low, high }, format) {
  if (low === null) return `up to ${format(high)}`;
  if (high === null) return `at least ${format(low)}`;
  return low === high ? format(low) : `${format(low)}\u2013${format(high)}`;
}

const OF_RANGES = "SAL001"; // compares what both jobs pay with what the summary promises

/** Ranges on one axis; that of what is only promised is a dashed outline. `zero` of changes, whose first is the summary; `stated`
 * for the page's own words on the bars. */
function ranges(pathway, rows, width, format, { zero = false, miss = null, stated = false }) {
  const bounds = [...rows.flatMap(({ low, high }) => [low, high]).filter((one) => one !== null), ...(zero ? [0] : [])];
  const [least, most] = [Math.min(...bounds), Math.max(...bounds)];
  const step = niceStep((most - least || Math.abs(most) || 1) / (width < 480 ? 3 : 5));
  const first = Math.floor(least / step) * step;
  const end = Math.max(Math.ceil(most / step) * step, first + step);
  const ticks = Array.from({ length: Math.round((end - first) / step) + 1 }, (_, i) => first + i * step);
  const widest = Math.max(...ticks.map((value) => widthOf(format(value), 11.5)));
  const left = Math.min(172, width * 0.38);
  const plot = width - left - 8 - Math.max(28, widest / 2 + 2);
  const x = (value) => left + 8 + ((value - first) / (end - first)) * plot;
  const colour = (about) => {
    const worst = pathway.findings.find((one) => pathway.pay.findings.includes(one.fingerprint) && about(one.code));
    return worst && worst.severity !== "info" ? worst.severity : "plain";
  };
  const ofRanges = rows.some((row) => row.ghost);
  const wrong = colour((code) => !ofRanges || code === OF_RANGES);
  const solid = rows.filter((row) => !row.ghost);
  const middles = [];
  const drawings = [];
  let bottom = 0;
  rows.forEach((row) => {
    const y = bottom;
    const isSummary = row.pointer === "/salary_change" && zero;
    const missed = isSummary ? miss : null;
    const middle = y + (missed ? 26 : 18);
    const title = row.name || "not said of whom";
    const isOne = at(pathway.record, row.pointer)?.text === row.text; // what two salaries make is no words of the page
    const quote = row.text === row.name ? "" : isOne ? inQuotes(pathway, row.pointer, row.text) : row.text;
    const name = wrapped(title, left - 8, { size: 13, weight: 620, most: 4 });
    const said = wrapped(quote, left - 8, { most: 5 });
    const [from, to] = [x(row.low ?? first), x(row.high ?? end)];
    const size = Math.max(5, to - from);
    const start = from === to ? from - 2.5 : from;
    const words = stated && !row.ghost ? row.text : inWords(row, format);
    const [within, room] = [widthOf(words, 12, 620) + 8, widthOf(words) + 8];
    // On its bar; else beside it, where no gap is drawn; else below it.
    const place = [
      [size > within, row.ghost ? `words ${wrong}` : "on", (from + to) / 2, "middle"],
      [row.high !== null && start + size + room < width && !(missed && missed.low >= row.high), "beside", start + size + 5, "start"],
      [start - room > left && !(missed && missed.high <= row.low), "beside", start - 5, "end"],
    ].find(([fits]) => fits);
    const under = place ? [] : wrapped(words, width - left - 28, { most: 3 });
    bottom += Math.max(middle - y + (place ? 22 : 22 + STEP * under.length), 24 + STEP * (name.length + said.length - 1));
    middles.push(middle);
    const style = row.ghost ? `ghost ${wrong}` : isSummary ? wrong : "plain";
    const group = s("g", { class: "row", "data-at": home(pathway, row.pointer) });
    group.append(s("rect", { class: "hover", x: 0, y: y + 1, width, height: bottom - y - 2 }));
    group.append(block(name, { class: "strong", x: 0, y: y + 17 }, title), block(said, { class: "faint", x: 0, y: y + 17 + STEP * name.length }, quote));
    if (row.ghost && solid.length > 1) {
      const target = solid.at(-1);
      for (const bound of ["low", "high"]) {
        const [a, b] = [x(target[bound]), x(row[bound])];
        const sense = b > a ? -5 : 5;
        if (Math.abs(a - b) > 8) drawings.unshift(s("path", { class: `gap ${wrong}`, d: `M${a},${middles[solid.length - 1] + 8}V${middle - 13}H${b}m${sense},-3.5l${-sense},3.5l${sense},3.5` }));
      }
    }
    group.append(s("rect", { class: `bar ${style}`, x: start, y: middle - 7, width: size, height: 15, rx: 1.5, "data-low": row.low, "data-high": row.high }));
    if (row.high === null) group.append(s("path", { class: `arrow ${isSummary ? wrong : "plain"}`, d: `M${to},${middle - 9}l11,9l-11,9z` }));
    if (place) {
      const [, kind, where, anchor] = place;
      group.append(s("text", { class: kind, x: where, y: middle + 5, "text-anchor": anchor }, words));
    } else {
      const half = Math.max(...under.map((line) => widthOf(line))) / 2 + 6;
      const center = Math.max(left + 8 + half, Math.min((from + to) / 2, width - half));
      group.append(block(under, { class: "beside halo", x: center, y: middle + 21, "text-anchor": "middle" }, words));
    }
    drawings.push(group);
    if (missed) {
      const [a, b] = [x(missed.low), x(missed.high)];
      const half = widthOf(missed.size, 12, 620) / 2 + 4;
      drawings.push(s("path", { class: `gap ${wrong}`, "data-miss": `${missed.low} ${missed.high}`, d: `M${a},${middle - 5}v10M${a},${middle}H${b}M${b},${middle - 5}v10` }));
      drawings.push(s("text", { class: `halo words ${wrong}`, x: Math.max(left + half, Math.min((a + b) / 2, width - half)), y: middle - 12, "text-anchor": "middle" }, missed.size));
    }
  });
  const labelled = Math.ceil((widest + 8) / (plot / (ticks.length - 1)));
  const axis = ticks.flatMap((value, i) => [
    s("line", { class: zero && Math.abs(value) < step / 9 ? "axis" : "grid", x1: x(value), x2: x(value), y1: 0, y2: bottom }),
    ...(i % labelled ? [] : [s("text", { class: "tick", x: x(value), y: bottom + 16, "text-anchor": "middle", "data-value": value }, format(value))]),
  ]);
  const words = rows.map((row) => `${row.name || "not said of whom"}: ${row.text}`).join("; ");
  return s("svg", { class: "ranges", width, height: bottom + 24, viewBox: `0 0 ${width} ${bottom + 24}`, role: "img", "aria-label": words.slice(0, 500) }, axis, drawings);
}

function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
}
