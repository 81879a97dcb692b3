// The verifier: does the evidence prove what the record says? It knows nothing of reading pages; docs/evidence.md says
// what the files hold. The same as pathingest/verifier.py, for browsers and for node.

/**
 * Check one record.
 * @param {object} given
 * @param {string} given.recordText the record's file; `digest` is what the manifest has of it, null for not known
 * @param {string} given.evidenceText the evidence's file
 * @param {{text: ?string, bytes: ?Uint8Array}[]} given.pages each as text, with its bytes where they are not its UTF-8
 * @param {?object} given.overrides the values of the corrections by their addresses; null for not known
 * @param {(text: string) => string} given.unescape decodes the character references of HTML
 * @returns {{faults: {at: string, message: string}[], values: number, corrected: number, quotes: number, characters: number, residue: number}}
 *   of the values those that a correction set, and those that are quotes; of the characters those that are not understood
 */
export function verify(given) {
  const result = { faults: [], values: 0, corrected: 0, quotes: 0, characters: 0, residue: 0 };
  const fault = (at, message) => result.faults.push({ at, message });
  try {
    check(given, result, fault);
  } catch (error) {
    fault("evidence", `not of the form that a build writes: ${error.message}`);
  }
  return result;
}

function check({ recordText, evidenceText, pages, digest = null, overrides = null, unescape }, result, fault) {
  if (digest && sha256(utf8(recordText)) !== digest) fault("record", "its digest is not that of the manifest: it was changed since it was built");
  const record = JSON.parse(recordText);
  const evidence = JSON.parse(evidenceText);
  if (evidence.schema !== "pathingest.evidence/2" || JSON.stringify(evidence) !== evidenceText.replaceAll("\n", "")) {
    fault("evidence", "not written as a build writes it");
  }
  const { sources } = evidence;
  const leaves = new Map(Object.entries(evidence.leaves).map(([pointer, entry]) => [pointer, form(entry)]));
  if (sources.length !== pages.length || sources.length !== record.sources.length) throw new Error("the number of sources differs");
  const texts = [];
  for (const [i, source] of sources.entries()) {
    const page = pages[i];
    const ours = record.sources[i];
    const found = page.text === null ? null : sha256(page.bytes ?? utf8(page.text));
    if (found !== source.sha256 || found !== ours.sha256) return fault(`/sources/${i}`, `${ours.path} is not there as it was read: its digest is another`);
    if (source.path !== ours.path || !(page.bytes ? OTHERS.test(source.encoding) : source.encoding === "utf-8")) {
      return fault(`/sources/${i}`, `${ours.path} is not the page that the evidence names, or is in another encoding`);
    }
    texts.push(Array.from(page.text));
    result.characters += texts[i].length;
    for (const [start, end, owner] of source.account) if (owner === "residue") result.residue += end - start;
    untiled(`/sources/${i}`, source, texts[i], leaves, record, unescape, fault);
  }
  const read = [...leaves.values()].flatMap((entry) => entry.spans).reduce((all, [start, end]) => all + Math.abs(end - start), 0);
  if (!(read <= 20 * result.characters)) throw new Error("it reads its pages more than twenty times"); // builds read two pages for one at most
  const roles = [...leaves].some(([pointer, entry]) => /^\/(?:from|to)_role/.test(pointer) && entry.override !== undefined);
  for (const [pointer, entry] of leaves) {
    let why = "";
    try {
      why = unproven(pointer, entry, { record, texts, overrides, unescape });
    } catch (error) {
      why = `has evidence that does not fit it: ${error.message}`;
    }
    if (why && !(pointer === "/id" && roles)) fault(pointer, why); // an id lasts, also when a role gets another name
    result.values++;
    if (entry.override !== undefined) result.corrected++;
    if (entry.spans.length && !entry.steps.length && !entry.override) result.quotes++;
  }
  for (const pointer of stated(record, "")) {
    const steps = pointer.split("/");
    if (["$schema", "schema_version", "sources"].includes(steps[1])) continue;
    if (!steps.some((_, end) => end && leaves.has(steps.slice(0, end + 1).join("/")))) fault(pointer, "has no evidence");
  }
}

const OTHERS = /^(?:utf-(?:16|32)-[lb]e|utf-8|iso-8859-\d+|windows-125\d|cp(?:866|874|932)|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|euc-jp|iso-2022-jp|big5-hkscs|uhc)$/;

function form(entry) {
  return { source: 0, steps: [], spans: [], ...(Array.isArray(entry) ? { spans: entry } : entry) };
}

function untiled(where, source, points, leaves, record, unescape, fault) {
  let end = 0;
  const places = new Map(); // of each owner its spans in order, and how many begin before the tile
  for (const [start, stop, owner] of source.account) {
    const entry = leaves.get(owner);
    const tile = points.slice(start, stop).join("");
    let fits;
    if (owner === `${where}/views`) fits = tile.replaceAll(",", "") === String(at(record, owner));
    else if (entry) {
      const place = places.get(owner) ?? { spans: [...entry.spans].sort(([a, b], [c, d]) => a - c || b - d), begun: 0 };
      places.set(owner, place);
      while (place.begun < place.spans.length && place.spans[place.begun][0] <= start) place.begun++;
      fits = where !== `/sources/${entry.source}` || entry.override !== undefined || entry.from || (place.begun && stop <= place.spans[place.begun - 1][1]);
    }
    else if (owner === "space") fits = !/[\p{L}\p{N}]/u.test(unescape(tile));
    else fits = ["label", "boilerplate", "markup", "residue"].includes(owner) || Array.isArray(at(record, owner));
    if (!fits || start !== end || stop <= start) return fault(where, `the account is wrong at ${start}:${stop}, which it gives to "${owner}"`);
    end = stop;
  }
  if (end !== points.length || source.length !== end) fault(where, `the account ends at ${end}, the page at ${points.length}`);
}

function at(tree, pointer) {
  if (!pointer.startsWith("/")) return null;
  return pointer.split("/").slice(1).reduce((node, token) => (node !== null && typeof node === "object" && Object.hasOwn(node, token) ? node[token] : null), tree);
}

function* stated(tree, pointer) {
  if (tree !== null && typeof tree === "object") for (const [name, branch] of Object.entries(tree)) yield* stated(branch, `${pointer}/${name}`);
  else if (tree !== null) yield pointer;
}

/** Why an entry does not prove what the record has at its pointer; empty if it does. */
function unproven(pointer, entry, { record, texts, overrides, unescape }) {
  const value = at(record, pointer);
  const points = texts[entry.source];
  const name = pointer.slice(pointer.lastIndexOf("/") + 1);
  const known = ["spans", "source", "steps", "from", "override"];
  if (value === null || (Array.isArray(value) && !value.length) || Object.keys(entry).some((key) => !known.includes(key))) {
    return "has evidence of no known form, or the record states nothing there";
  }
  if (!entry.spans.every(([start, end]) => start >= 0 && start < end && end <= points.length)) return "is said to be outside of the page";
  if (entry.from) {
    const origins = entry.from.map((origin) => [origin, at(record, origin)]);
    const fits = origins.length && origins.every(([, there]) => there !== null) && follows(pointer, value, origins, record);
    return fits ? "" : `does not follow from ${entry.from.join(", ")}`;
  }
  const composite = typeof value === "object" && !Array.isArray(value);
  const shown = composite && "text" in value ? value.text : value;
  if (entry.override !== undefined) {
    if (overrides === null) return "";
    if (!Object.hasOwn(overrides, entry.override)) return "is not what its correction says";
    const said = overrides[entry.override];
    const compared = typeof said === "string" && typeof shown === "string" && name !== "priority" && name !== "level";
    return compared && bare(said) !== bare(shown) ? "is not what its correction says" : "";
  }
  const said = entry.spans.map(([start, end]) => points.slice(start, end).join("")).join("");
  const placed = entry.steps.map((step) => PLACED.exec(step)).filter(Boolean);
  const spelt = entry.steps.filter((step) => !PLACED.test(step));
  const meant = spelt.length === 1 && entry.steps.length === 1 && MEANT.exec(spelt[0]);
  let fits;
  if (meant) fits = meant[1] === name && meant[3] === String(value) && isSpelt(said, literal(meant[2]), [...SPELT.keys(), ...DECODED.keys()], unescape);
  else if (spelt[0]?.startsWith(RESOLVED)) {
    const base = spelt[0].slice(RESOLVED.length);
    fits = base === record.sources[entry.source].url && new URL(unescape(said).trim(), base).href === new URL(value).href;
  }
  else fits = typeof shown === "string" && (spelt.length ? isSpelt(said, shown, spelt, unescape) : said === shown);
  if (!fits) return `the page has "${said.slice(0, 80)}"`;
  if (!composite && !placed.length) return "";
  return alike({ text: shown, ...replayed(shown, placed, value) }, value) ? "" : "its steps give other figures";
}

const PLACED = /^(\S+) (\d{1,9}):(\d{1,9}) (.+)$/s;
const MEANT = /^(\w+): (['"].*['"]) is (\w+)$/s;
const RESOLVED = "url: resolved with ";
const SPELT = new Map([
  ["quotes straightened", [[/[\u2018-\u201b]/g, "'"], [/[\u201c-\u201f]/g, '"']]],
  ["hyphens and short dashes to -", [[/[\u2010-\u2013\u2212\ufe63\uff0d]/g, "-"]]],
  ["long dashes to U+2014", [[/\u2015/g, "\u2014"]]],
  ["long dashes in figures to -", [[/[\u2014\u2015]/g, "-"]]],
  ["lone surrogates replaced", [[/\p{Cs}/gu, "\ufffd"]]],
  ...["spaces to U+0020", "white space folded", "paragraphs joined by a blank line", "characters without width removed", "letters composed (NFC)"].map((step) => [step, []]),
]);
const NOTHING = /[\s\0-\x20\x7f-\x9f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g;
const SHORT = new Set("nrtbf");
const DECODED = new Map([
  ["character references decoded", [(text, unescape) => unescape(text)]],
  ["escapes decoded", [
    (text) => text.replace(/\\u([0-9a-fA-F]{4})|\\(.)/gs, (_, code, other) => (code ? String.fromCharCode(parseInt(code, 16)) : SHORT.has(other) ? " " : other)),
    (text) => text.replace(/\\([!-/:-@[-`{-~])/g, "$1"),
  ]],
]);

function bare(text) {
  return text.normalize("NFC").replace(NOTHING, "");
}

function isSpelt(said, text, steps, unescape) {
  const forms = [said];
  for (const step of new Set(steps)) {
    if (!SPELT.has(step) && !DECODED.has(step)) throw new Error(`no step: ${step}`);
    for (const way of DECODED.get(step) ?? []) forms.push(...forms.map((one) => way(one, unescape)));
  }
  const spell = (one) => steps.flatMap((step) => SPELT.get(step) ?? []).reduce((before, [from, to]) => before.replace(from, to), one);
  return forms.some((one) => bare(spell(one)) === bare(spell(text)));
}

/** A text as Python writes it: in quotes, with escapes. */
function literal(text) {
  if (text.length < 2 || text[0] !== text.at(-1)) throw new Error(`no text: ${text}`);
  const inner = text.slice(1, -1);
  if (new RegExp(`(?<!\\\\)(?:\\\\\\\\)*${text[0]}`).test(inner)) throw new Error(`no text: ${text}`);
  return inner.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs, (_, x, u, wide, other) => {
    const code = x ?? u ?? wide;
    return code ? String.fromCodePoint(parseInt(code, 16)) : ({ n: "\n", r: "\r", t: "\t" }[other] ?? other);
  });
}

const WEEKS = { day: 1 / 7, week: 1, month: 4.348125, year: 52.1775 };
const FRACTIONS = { "\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75 };
const ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const WORDS = new Map([
  ...ONES.split(" ").map((one, i) => [one, i + 1]),
  ...TENS.split(" ").map((one, i) => [one, 10 * (i + 2)]),
  ...Object.entries({ a: 1, an: 1, "a single": 1, "a dozen": 12, "a hundred": 100, half: 0.5, "half a": 0.5, "half an": 0.5 }),
]);

const LOOKS = { unit: /^\p{L}(?:[^\p{Nd}]*\p{L})?$/u, times: /^[^\p{Nd}]+$/u };

function number(text) {
  const found = /^([0-9][0-9,]*)?(\.[0-9]+)?(?:\s?([\u00bd\u00bc\u00be]|1\/[24]|3\/4))?$/.exec(text);
  if (!found || !text) throw new Error(`no number: ${text}`);
  return Number((found[1] ?? "0").replaceAll(",", "") + (found[2] ?? "")) + (FRACTIONS[found[3]] ?? 0);
}

function word(text) {
  const [whole, half] = text.toLowerCase().trim().split(/[\s\xad\u2010-\u2015\u2212-]+/).join(" ").split(" and ");
  const words = WORDS.has(whole) ? [whole] : whole.split(" ");
  return words.every((one) => WORDS.has(one)) ? words.reduce((sum, one) => sum + WORDS.get(one), 0) + (half ? 0.5 : 0) : null;
}

/** The attributes that steps read from a text. */
function replayed(text, steps, value) {
  const points = Array.from(text);
  const found = {};
  for (const [, names, first, last, how] of steps) {
    const [start, end] = [Number(first), Number(last)];
    const [what, argument] = [how.split(":", 1)[0], how.slice(how.indexOf(":") + 1)];
    const said = points.slice(start, end).join("");
    const letter = (one) => /\p{L}/u.test(points[one] ?? "");
    const plural = (one) => points[one] === "s" && !/[\p{L}\p{N}_]/u.test(points[one + 1] ?? "");
    const cut = [start, end].some((one) => one && letter(one - 1) && letter(one) && !plural(one));
    const unsaid = start === end && end === points.length && (how === "is:null" || how === "is:false");
    const whole = start === 0 && end === points.length;
    const fits = whole || (how !== "weeks" && how !== "is:false" && (LOOKS[names] ?? LOOKS[what] ?? /^.+$/).test(said));
    if (!unsaid && !(start < end && end <= points.length && fits && !cut)) throw new Error(`${how} reads "${said}"`);
    for (const name of names.split(",")) {
      const before = found[name];
      if (what === "swap") {
        const other = { low: "high", high: "low", min: "max", max: "min" }[name];
        [found[name], found[other]] = [found[other], found[name]];
      } else if (what === "times") found[name] = exact(before * Number(argument));
      else if (what === "plus") found[name] = exact(before + Number(argument));
      else if (what === "negate") found[name] = -before;
      else if (what === "since") found[name] = before - Number(argument) + 1;
      else if (what === "weeks") found[name] = { min: inWeeks(found.min, found.unit), max: inWeeks(found.max, found.unit) };
      else if (what === "is") found[name] = JSON.parse(argument);
      else if (what === "text") found[name] = said;
      else if (what === "number") found[name] = number(said);
      else if (what === "number,") found[name] = number(said.replace(/[.,]/g, (mark) => (mark === "." ? "," : ".")));
      else if (what === "word") found[name] = word(said) ?? (/\d/.test(said) ? null : value[name]);
      else throw new Error(`no step: ${how}`);
    }
  }
  return found;
}

function exact(amount) {
  return Number(amount.toPrecision(15));
}

function inWeeks(amount, unit) {
  return amount === null || amount === undefined || !(unit in WEEKS) ? null : Number((amount * WEEKS[unit]).toFixed(6));
}

function alike(one, other) {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => alike(one[key], other[key]));
}

/** Whether a value follows from those that it was computed from. */
function follows(pointer, value, origins, record) {
  const [first, there] = origins[0];
  if (pointer === "/roadmap_total") {
    const sum = (bound) => {
      const weeks = origins.map(([, duration]) => duration.weeks[bound]);
      return weeks.includes(null) ? null : Number(weeks.reduce((all, one) => all + one, 0).toFixed(6));
    };
    const sums = { min: sum("min"), max: sum("max") };
    const whole = { text: null, ...sums, unit: "week", approximate: origins.some(([, one]) => one.approximate), ongoing: false, weeks: sums };
    return alike(value, whole) && origins.length === record.roadmap.length && origins.every(([origin], i) => origin === `/roadmap/${i}/duration`);
  }
  if (pointer === "/id") {
    if (first.includes("url")) return there.toLowerCase().includes(value.slice(0, 40));
    const words = origins.map(([, name]) => name).join(" ").toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return words.length > 0 && words.every((one) => value.includes(one));
  }
  if (pointer.endsWith("/at")) return value === first && there.includes(at(record, pointer.slice(0, -3)).text);
  if (pointer.endsWith("/position")) return value === Number(pointer.split("/")[2]) + 1;
  if (pointer === "/kind") return ["transition", "guide", "story"].includes(value);
  const has = at(record, pointer.slice(0, -5)).value;
  return value === ("weeks" in has ? "duration" : "currency" in has ? "salary" : "note" in has ? "salary_change" : "effort");
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

/** SHA-256, here because a page that is opened from disk need not have `crypto.subtle`. */
export function sha256(bytes) {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32);
  const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
  const state = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const turned = (value, by) => (value >>> by) | (value << (32 - by));
  const words = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) words[i] = view.getUint32(block + 4 * i);
      else {
        const [one, other] = [words[i - 15], words[i - 2]];
        words[i] = words[i - 16] + words[i - 7] + (turned(one, 7) ^ turned(one, 18) ^ (one >>> 3)) + (turned(other, 17) ^ turned(other, 19) ^ (other >>> 10));
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
      const other = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + other) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] + value) | 0));
  }
  return state.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
}
