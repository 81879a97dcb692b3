// How wide a text is, so that what is drawn never runs over what is beside it.

import { s } from "./dom.js";
import { visible } from "./characters.js";

const LONG = 400; // characters: no picture has room for more
export const STEP = 16; // pixels from line to line

let canvas = null;

/** The width of a text in pixels. */
export function widthOf(text, size = 12, weight = 400) {
  canvas ??= document.createElement("canvas").getContext("2d");
  canvas.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

/** A text that fits into so many pixels, cut if it has to be; nothing where not even its beginning does. */
function cut(text, room, size, weight) {
  if (widthOf(text, size, weight) <= room) return text;
  const points = Array.from(text);
  const low = fitting(points, (part) => widthOf(`${part}\u2026`, size, weight) <= room);
  return low < 2 ? "" : `${points.slice(0, low).join("").trimEnd()}\u2026`;
}

/** How many of the first code points fit together. */
function fitting(points, fits) {
  let [low, high] = [0, points.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(points.slice(0, middle).join(""))) low = middle;
    else high = middle;
  }
  return low;
}

/** A text in lines of so many pixels. A word that has no room is broken, or cut, and so is the last of `most` lines. */
export function wrapped(text, room, { size = 12, weight = 400, most = 2, broken = true } = {}) {
  const words = visible(text.slice(0, LONG)).split(/[^\S\u00a0]+/).filter(Boolean);
  const lines = [];
  let line = "";
  while (words.length) {
    const longer = line ? `${line} ${words[0]}` : words[0];
    if (widthOf(longer, size, weight) <= room) {
      line = longer;
      words.shift();
      continue;
    }
    if (lines.length === most - 1) {
      line = cut([longer, ...words.slice(1)].join(" "), room, size, weight);
      break;
    }
    if (!line && !broken) line = cut(words.shift(), room, size, weight);
    else if (!line) {
      const points = Array.from(words[0]);
      const low = Math.max(1, fitting(points, (part) => widthOf(part, size, weight) <= room));
      line = points.slice(0, low).join("");
      words[0] = points.slice(low).join("");
    }
    lines.push(line);
    line = "";
  }
  return line ? [...lines, line] : lines;
}

/** The lines of a text below each other; of what is cut, the whole is its title. */
export function block(lines, properties, whole, step = STEP) {
  const isCut = lines.some((line) => line.endsWith("\u2026")) && lines.join(" ") !== visible(whole);
  return s(
    "text",
    properties,
    lines.length === 1 ? lines[0] : lines.map((line, i) => [i ? " " : null, s("tspan", { x: properties.x, dy: i ? step : null }, line)]),
    isCut && s("title", {}, visible(whole.slice(0, LONG))),
  );
}
