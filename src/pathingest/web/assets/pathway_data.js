// The data of one pathway, opened: its record, its evidence, and its sources as code points.

import { HIDDEN, plain, UNSEEN, visible } from "./characters.js";

const COMMENT = /<!-{2}[^]*?(?:-->|$)/g;
const BLOCK = /<\/?(?!(?:a|abbr|b|bdi|code|em|font|i|mark|small|span|strong|sub|sup|time|u|wbr)\b|!--)[a-z!]/i;

/** What is drawn of a pathway. */
export function opened(data) {
  const record = JSON.parse(data.record);
  const evidence = JSON.parse(data.evidence);
  const sources = data.sources.map((source, i) => {
    return sourceOf({ ...source, account: evidence.sources[i]?.account ?? [] });
  });
  return { ...data, recordText: data.record, evidenceText: data.evidence, record, evidence, sources, entries: evidence.leaves };
}

/** A source with its text as code points, and where its lines begin; null where the text is not there. */
export function sourceOf(source) {
  const points = source.text === null ? null : Array.from(source.text);
  return { ...source, points, lines: points && lineStarts(points) };
}

/** The pointer of the entry that proves what is at a pointer: that, or one above it; null for none. */
export function home(pathway, pointer) {
  for (let at = pointer; at; at = at.slice(0, at.lastIndexOf("/"))) if (at in pathway.entries) return at;
  return null;
}

/** An entry in one form: its spans, the number of its source, its steps, its origins, its correction. */
export function entryOf(pathway, pointer) {
  const found = pathway.entries[pointer];
  if (!found) return null;
  return Array.isArray(found) ? { spans: found, source: 0, steps: [] } : { spans: [], source: 0, steps: [], ...found };
}

/** proven, inferred, corrected or nothing. */
export function stateOf(pathway, pointer) {
  const entry = entryOf(pathway, home(pathway, pointer));
  if (!entry) return "nothing";
  if (entry.override) return "corrected";
  return entry.from || doubt(pathway, pointer) !== null ? "inferred" : "proven";
}

/** Words of the page in quotation marks; what a correction set has none, and is called so. */
export function inQuotes(pathway, pointer, text) {
  return stateOf(pathway, pointer) === "corrected" ? `${text} (corrected)` : `\u201c${text}\u201d`;
}

/** How sure the reading of a value is, from 0 to 1, where that is little; null where it is sure. */
export function doubt(pathway, pointer) {
  return pathway.doubts?.[pointer] ?? pathway.doubts?.[`${pointer}/text`] ?? null;
}

/** What is at a pointer of a tree. */
export function at(tree, pointer) {
  return pointer.split("/").slice(1).reduce((node, token) => node?.[token], tree);
}

function lineStarts(points) {
  const starts = [0];
  points.forEach((point, i) => {
    if (point === "\n" || (point === "\r" && points[i + 1] !== "\n")) starts.push(i + 1);
  });
  return starts;
}

/** The number of the line that a code point is in. */
export function lineOf(source, offset) {
  let low = 0;
  for (let high = source.lines.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if (source.lines[middle] <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** A stretch of a source as it shows. */
export function shown(source, start, end) {
  const text = source.points.slice(start, end).join("");
  return source.media === "text/html" ? plain(text) : text;
}

const MARKS = new RegExp(`${HIDDEN.source}|&#?\\w{1,40};?|\\s+|${UNSEEN.source}`, "gi");

/**
 * A stretch of a source as it shows, in parts that each have their place: `{text, start, end, isPlain}`. What is not
 * plain (a character reference, a tag, white space) is taken as a whole. `source.references` has what references are.
 */
export function partsOf(source, start, end) {
  const isHtml = source.media === "text/html";
  const parts = [];
  let at = start;
  const add = (text, shown) => {
    const length = Array.from(text).length;
    const isPlain = Array.from(shown).length === length;
    const last = parts.at(-1);
    if (isPlain && last?.isPlain) Object.assign(last, { text: last.text + shown, end: last.end + length });
    else if (length) parts.push({ text: shown, start: at, end: at + length, isPlain });
    at += length;
  };
  const standsFor = (mark) => {
    if (isHtml && mark.startsWith("<")) return "";
    if (isHtml && /^\s/.test(mark)) return " ";
    return visible(source.references?.[mark] ?? mark);
  };
  const text = source.points.slice(start, end).join("");
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(isHtml ? MARKS : UNSEEN)) {
    add(text.slice(from, index), text.slice(from, index));
    add(mark, standsFor(mark));
    from = index + mark.length;
  }
  add(text.slice(from), text.slice(from));
  return parts;
}

/**
 * The lines of a source: `{number, pieces}`, a piece `{start, end, owner, marks, inTag}`.
 * `marks` are [start, end, name] that pieces are cut at, and that each has the names of. Of HTML, unless `raw`, only
 * what shows: a line ends where a block does, and where inline markup parts two values, or has white space, is a space.
 */
export function linesOf(source, marks, raw) {
  const cuts = [...new Set(marks.flatMap(([start, end]) => [start, end]))].sort((one, other) => one - other);
  const coming = [...marks].sort((one, other) => other[0] - one[0]); // the last is the next
  let within = []; // the marks that the piece is in, the innermost first
  let next = 0;
  const isHtml = source.media === "text/html" && !raw;
  const lines = [];
  let line = null;
  let gap = ""; // the markup since the last piece
  let last = "";
  const put = (start, end, owner, inTag = false) => {
    line ??= { number: lineOf(source, start), pieces: [] };
    if (start === end) line.pieces.push({ start, end, owner, marks: [], inTag }); // a space that is markup's
    while (next < cuts.length && cuts[next] <= start) next++;
    while (start < end) {
      const stop = next < cuts.length && cuts[next] < end ? cuts[next++] : end;
      while (coming.length && coming.at(-1)[0] < stop) within.push(coming.pop());
      within = within.filter(([, last]) => last > start).sort((one, other) => one[1] - one[0] - other[1] + other[0]);
      line.pieces.push({ start, end: stop, owner, marks: within.map(([, , name]) => name), inTag });
      start = stop;
    }
  };
  const close = () => {
    if (line?.pieces.some(({ start, end, owner }) => owner !== "space" && end > start)) lines.push(line);
    line = null;
  };
  for (const [start, end, owner] of source.account) {
    if (isHtml) {
      if (owner === "markup") {
        const text = source.points.slice(start, end).join("");
        if (BLOCK.test(text.replace(COMMENT, ""))) close();
        gap += text;
        continue;
      }
      if (gap.lastIndexOf("<") > gap.lastIndexOf(">")) {
        put(start, end, owner, true);
        put(end, end, "space", true);
        gap += source.points.slice(start, end).join("");
        continue;
      }
      if (line && gap && (owner !== last || gap.replace(HIDDEN, ""))) put(start, start, "space");
      put(start, end, owner);
      [gap, last] = ["", owner];
      continue;
    }
    let from = start;
    const text = source.points.slice(start, end);
    for (let i = 0; i < text.length; i++) {
      if (text[i] !== "\n" && text[i] !== "\r") continue;
      if (start + i > from) put(from, start + i, owner);
      close();
      from = start + i + 1;
    }
    if (from < end) put(from, end, owner);
  }
  close();
  return lines;
}
