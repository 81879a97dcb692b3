// How wide a text is, so that what is drawn never runs over what is beside it.

import { visible } from "./characters.js";

let canvas = null;

/** The width of a text in pixels. */
export function widthOf(text, size = 12, weight = 400) {
  canvas ??= document.createElement("canvas").getContext("2d");
  canvas.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

/** A text that fits into so many pixels; nothing where not even its beginning does. */
export function cut(text, room, size = 12, weight = 400) {
  const points = Array.from(visible(text.slice(0, 400)));
  if (widthOf(points.join(""), size, weight) <= room) return points.join("");
  let [low, high] = [0, points.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (widthOf(`${points.slice(0, middle).join("")}\u2026`, size, weight) <= room) low = middle;
    else high = middle;
  }
  return low < 2 ? "" : `${points.slice(0, low).join("").trimEnd()}\u2026`;
}
