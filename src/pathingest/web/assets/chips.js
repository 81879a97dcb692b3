// Signs that mean the same everywhere: severities differ in shape, states in sign and border, never in colour alone.

import { h, s } from "./dom.js";

const SHAPES = {
  error: ["M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M5.5 5.5l5 5m0-5l-5 5"],
  warning: ["M8 1.5l7 12.8H1z", "M8 6v4m0 1.6v.4"],
  info: ["M8 1.2a6.8 6.8 0 1 0 .01 0z", "M8 7.2v4M8 4.6v.4"],
  ok: ["M8 1.2a6.8 6.8 0 1 0 .01 0z", "M4.8 8.3l2.2 2.3 4.2-4.8"],
};
const WORDS = { error: "Error", warning: "Warning", info: "Note", ok: "Agrees" };
const STATES = {
  proven: ["\u2713", "proven"],
  inferred: ["\u2248", "inferred"],
  corrected: ["\u270e", "corrected"],
  nothing: ["\u2205", "no source found"],
};

/** The sign of a severity, or of what agrees; with words for whom does not see it, unless they stand beside it. */
export function sign(kind, { silent = false } = {}) {
  const [outline, mark] = SHAPES[kind];
  const filled = kind === "error" || kind === "warning";
  return s(
    "svg",
    { class: `sign ${kind}`, viewBox: "0 0 16 16", "aria-hidden": silent, role: silent ? null : "img", "aria-label": silent ? null : WORDS[kind] },
    s("path", { d: outline, class: filled ? "filled" : "hollow" }),
    s("path", { d: mark, class: filled ? "mark" : "hollow" }),
  );
}

/** The name of a severity. */
export function severityName(kind) {
  return WORDS[kind];
}

/** The state of a value: proven, inferred, corrected, or nothing; `sure`, from 0 to 1, is how sure it is. */
export function chip(state, sure = null) {
  const [mark, words] = STATES[state];
  return h("span", { class: `chip ${state}` }, h("span", { "aria-hidden": true }, mark), words, sure === null ? null : ` ${percent(sure)}`);
}

/** How sure something is, in words, as `in_percent` has it in findings: rounded down from the four digits of a certainty. */
export function percent(share) {
  const found = Math.floor(Math.round(share * 10000) / 100);
  return found ? `${found}%` : "< 1%";
}

/** A key as it is printed on a button. */
export function key(name) {
  return h("kbd", { "aria-hidden": true }, name);
}

/** How many findings of each severity, in signs and numbers; `long` says it in words. */
export function counts(numbers, { long = false } = {}) {
  const kinds = ["error", "warning", "info"];
  const words = { error: ["error", "errors"], warning: ["warning", "warnings"], info: ["note", "notes"] };
  return h(
    "span",
    { class: "counts" },
    kinds.map((kind, i) =>
      numbers[i] || long
        ? h("span", { class: numbers[i] ? null : "none" }, sign(kind, { silent: long }), `${numbers[i].toLocaleString("en")}${long ? ` ${words[kind][numbers[i] === 1 ? 0 : 1]}` : ""}`)
        : h("span", { class: "zero" }),
    ),
  );
}
