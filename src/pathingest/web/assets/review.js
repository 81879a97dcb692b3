// The queue and the decision that is shown. All that is known comes from the server; nothing is written but through it.

import { visible } from "./characters.js";
import { chip, percent, severityName, sign } from "./chips.js";
import { h, s } from "./dom.js";
import { sourceOf } from "./pathway_data.js";
import { themeButton } from "./theme.js";
import { WordsView } from "./words_view.js";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const icon = (kind) => sign(kind, { silent: true });
const stateChip = (state) => (state ? chip(state) : null);
const said = (tag, words_) => h(tag, {}, visible(words_)); // of a page: nothing in it turns the text around it
const NOTHING_LEFT = "Nothing is left to decide";
const NOTHING_TO_UNDO = "There is nothing of yours to undo";
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

// --- what is kept in this browser ---------------------------------------------------------------------------------

const kept = {
  get: (store, name) => {
    try {
      return store.getItem(`pathingest.${name}`);
    } catch {
      return null;
    }
  },
  set: (store, name, value) => {
    try {
      store.setItem(`pathingest.${name}`, value);
    } catch {
      // a browser that keeps nothing loses nothing but this
    }
  },
};
const fragment = location.hash.slice(1);
const token = fragment.length > 20 ? fragment : (kept.get(sessionStorage, "token") ?? "");
if (fragment.length > 20) {
  kept.set(sessionStorage, "token", fragment);
  history.replaceState(null, "", "/");
}
let who = kept.get(sessionStorage, "who"); // a window, not a browser: each takes back its own decisions
if (!who) {
  who = crypto.randomUUID();
  kept.set(sessionStorage, "who", who);
}

// --- the server ---------------------------------------------------------------------------------------------------

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, body) {
  const headers = { "X-Pathingest-Token": token };
  const options = { headers, cache: "no-store" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    Object.assign(options, { method: "POST", body: JSON.stringify(body) });
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Refused(0, "`pathingest review` does not answer: it has ended, or is busy");
  }
  if (answer.status === 403) throw new Refused(403, `This page is of a \`pathingest review\` that has ended: ${(await answer.text()).replace("refused: ", "")}`);
  const data = await answer.json();
  if (!answer.ok) throw new Refused(answer.status, data.problem);
  return data;
}

// --- state --------------------------------------------------------------------------------------------------------

let state = { version: "", open: [], done: [], groups: [], decided: 0, undo: false, today: "" };
let items = [];
let current = null; // the id of what is shown
let detail = null;
let chosen = 0;
let mine = null; // the act of the form that is open
let form = null;
let words = null;
let cut = null;
let plan = null;
let busy = false;
const KEPT = 12; // pages
let pressed = []; // keys for a decision that is not drawn yet; none of them writes
let asked = 0;
const BRIEF = 250; // milliseconds after a decision is drawn in which nothing is written
const LONG = 1200; // the same after a move, or a change, that nobody here asked for
let readyAt = 0;
let held = 0;
let readying;

const compare = (one, other) => {
  for (let i = 0; i < one.length; i += 1) {
    if (one[i] < other[i]) return -1;
    if (one[i] > other[i]) return 1;
  }
  return 0;
};

function take(next) {
  if (next.open === undefined) {
    state.version = next.version;
    return;
  }
  state = next;
  items = [...state.open, ...state.done].sort((a, b) => compare(a.order, b.order));
  drawQueue();
}

const every = () => state.decided + state.open.length; // each that was decided alike is one
const isDone = (item) => item.words !== undefined;
const place = () => items.findIndex((item) => item.id === current);

function nextOpen(order) {
  return (
    items.find((item) => !isDone(item) && (!order || compare(item.order, order) > 0)) ?? items.find((item) => !isDone(item))
  );
}

const sources = new Map(); // of the pages that were shown last, by their digests

/** All that is shown of a decision. */
async function look(id, from = `/api/decisions/${id}`) {
  const found = await call(from);
  const wanted = new Set(found.places.map((place) => place.sha256));
  if ([...wanted].some((one) => !sources.has(one))) {
    for (const page of (await call(`${from}/pages`)).pages) {
      sources.delete(page.sha256);
      sources.set(page.sha256, sourceOf(page));
    }
    for (const one of sources.keys()) if (sources.size > KEPT && !wanted.has(one)) sources.delete(one);
  }
  if ([...wanted].some((one) => !sources.has(one))) throw new Refused(409, "A page changed meanwhile; look at it again");
  return found;
}
let placed = []; // what is shown of pages
function drawPlaces() {
  $(".places").hidden = !placed.length;
  const places = placed.map((place) => ({ ...place, source: sources.get(place.sha256) }));
  $(".places").classList.toggle("all", isWhole);
  $("source-view").show(places, { whole: isWhole, fills: Boolean(detail?.fields?.length) });
  $(".whole").replaceChildren(isWhole ? "This part " : "Whole page ", h("kbd", {}, "O"));
}

const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isReady = () => performance.now() >= readyAt;
function ready() {
  $(".accept").disabled = !detail || !plan || Boolean(plan.problem) || busy || !isReady();
}
function hold(time) {
  held = time;
  readyAt = performance.now() + time;
  clearTimeout(readying);
  readying = setTimeout(ready, time);
  ready();
}

async function go(id, { focus = true, wanted = true, isFirst = false } = {}) {
  close();
  current = id;
  detail = null;
  pressed = [];
  $(".accept").disabled = true;
  const number = (asked += 1);
  const item = items.find((one) => one.id === id);
  if (!item) {
    finish();
    return;
  }
  drawCurrent();
  try {
    const found = await look(id, isDone(item) ? `/api/done/${item.entry}` : undefined);
    if (number !== asked) return;
    if (isDone(item)) {
      drawDone(item, found);
      return;
    }
    detail = found;
    chosen = 0;
    draw(focus);
    hold(isFirst ? 0 : wanted ? BRIEF : LONG); // no key that was meant for another comes before the first
    const typed = wanted ? pressed : [];
    pressed = [];
    for (const key of typed) if (!form) press(key);
    const next = nextOpen(item.order);
    if (next && next.id !== id) look(next.id).catch(() => {}); // so that it is there at once
  } catch (error) {
    if (number === asked) await lost(error);
  }
}

async function lost(error) {
  if (error.status === 0 || error.status === 403) {
    $("body").classList.add("away");
    notice(error.message, "error");
    return;
  }
  toast(error.message);
  if (error.status === 409) await refresh(true);
}

async function refresh(always = false) {
  try {
    const next = await call(`/api/state?who=${encodeURIComponent(who)}&since=${always ? "" : state.version}`);
    await $("source-view").released();
    if ($("body").classList.contains("away")) {
      $("body").classList.remove("away");
      $(".notice").hidden = true;
    }
    if (next.open === undefined || (!always && (busy || next.version === state.version))) return;
    const isFirst = !state.version;
    const before = items.find((item) => item.id === current);
    take(next);
    if (isFirst) return;
    if (next.problem) notice(next.problem, "warning");
    const here = items.find((item) => item.id === current);
    const said = [];
    if (!here || (isDone(here) && !isDone(before ?? here))) {
      if (before) said.push(`${upper(before.field)} (${before.title}) ${here ? `was decided meanwhile: ${here.words}` : "is not to be decided any more"}.`);
      if (form) said.push("What you typed is still here, and cannot be written; Esc goes on.");
      else {
        if (before && chosen) said.push("Your choice was not written.");
        await go(nextOpen(before?.order)?.id, { focus: false, wanted: false });
        if (before && current) said.push("This is the next one.");
      }
    } else if (detail && !form) said.push(...(await renew()));
    const isWarning = said.length > 0;
    if (next.changed.length) {
      const names = next.changed.slice(0, 2).join(", ") + (next.changed.length > 2 ? ` and ${next.changed.length - 2} more` : "");
      said.push(`${names} changed on disk. Nothing that you decided was lost.`);
    }
    if (said.length) notice(said.join(" "), isWarning ? "warning" : "info");
  } catch (error) {
    const isAway = error.status === 0 || error.status === 403; // it has ended, or another one runs in its place
    if (isAway) $("body").classList.add("away");
    if (!state.version || isAway) notice(error.message, "error");
  }
}

// What is shown is there until it is drawn anew, so that a key that is pressed meanwhile counts; and a choice is kept if it
// is still offered, whatever its number. Returns what is to be said.
async function renew() {
  const [here, number] = [current, asked];
  const found = await look(here);
  await $("source-view").released();
  if (here !== current || number !== asked || busy || form) return [];
  if (alike(found, detail)) {
    await preview();
    return [];
  }
  const choice = detail.readings[chosen];
  const wasAlso = $(".same input").checked && detail.same;
  detail = found;
  const isChoice = (one) => one.label === choice.label && one.act.do === choice.act.do && one.act.at === choice.act.at;
  const again = choice ? found.readings.findIndex(isChoice) : 0;
  const isLost = again < 0 && chosen > 0;
  chosen = Math.max(0, again);
  draw(false);
  hold(LONG);
  const said = isLost ? [`Your choice, ${choice.label}, is not offered any more: choose again.`] : [];
  if (wasAlso && alike(wasAlso, found.same)) $(".same input").checked = true;
  else if (wasAlso) said.push("Those that are alike are others now: look at them again.");
  return said;
}

// --- drawing ------------------------------------------------------------------------------------------------------

const narrow = matchMedia("(max-width: 820px)");

const drawn = new Map(); // the items of the queue by their ids: what each was drawn from, and its element

function drawnItem(item) {
  const from = JSON.stringify([item.words ?? null, item.severity, item.certainty, item.code, item.field, item.title, item.many]);
  const known = drawn.get(item.id);
  if (known?.from === from) return known.element;
  const done = isDone(item);
  const small = `${done ? `${item.words} · ` : item.code === "DOUBT" ? "" : `${item.code} · `}${item.title}`;
  const many = item.many > 1 ? `× ${item.many}` : "";
  const sure = item.certainty !== null && !done ? percent(item.certainty) : many;
  const button = h(
    "button",
    { class: done ? "item done" : "item", type: "button" },
    icon(done ? "ok" : item.severity),
    h("b", {}, upper(item.field)),
    h("span", { class: "sure" }, sure),
    said("small", small),
  );
  button.append(h("span", { class: "unseen" }, done ? "decided" : severityName(item.severity)));
  button.addEventListener("click", () => {
    if (narrow.matches) $(".queue details").open = false; // what was chosen is below it
    go(item.id);
  });
  const element = h("li", {}, button);
  drawn.set(item.id, { from, element });
  return element;
}

/** Have an element hold these, and touch only what changed. */
function fit(parent, elements) {
  const wanted = new Set(elements);
  for (const one of [...parent.children]) if (!wanted.has(one)) one.remove();
  let at = parent.firstElementChild;
  for (const one of elements) {
    if (one === at) at = at.nextElementSibling;
    else parent.insertBefore(one, at);
  }
}

const lists = []; // of the groups: the heading and the list
function drawQueue() {
  const queue = $(".queue");
  const boxed = narrow.matches;
  let box = queue;
  if (boxed) {
    box = $("details", queue) ?? h("details", {}, h("summary"));
    fit(queue, [box]);
    $("summary", box).textContent = `All ${plural(every(), "decision")}`;
  }
  const groups = new Map();
  for (const item of items) {
    if (!groups.has(item.group)) groups.set(item.group, []);
    groups.get(item.group).push(drawnItem(item));
  }
  const shown = boxed ? [$("summary", box)] : [];
  for (const [group, elements] of groups) {
    lists[group] ??= [h("h2", {}, state.groups[group]), h("ul")];
    fit(lists[group][1], elements);
    shown.push(...lists[group]);
  }
  fit(box, shown);
  $(".count").replaceChildren(
    h("span", { class: "desk" }, h("b", {}, String(state.decided)), ` of ${every()} decided, `),
    h("b", {}, String(state.open.length)),
    " left",
  );
  $('[data-key="u"]').disabled = !state.undo;
  $('[data-key="u"]').title = state.undo ? "" : NOTHING_TO_UNDO;
  drawCurrent();
}

const TICKS = 60;
function drawCurrent() {
  const button = $("button", drawn.get(current)?.element ?? document.createElement("i"));
  for (const one of $$(".queue [aria-current]")) if (one !== button) one.removeAttribute("aria-current");
  button?.setAttribute("aria-current", "true");
  const all = items.flatMap((item) => Array(item.many ?? 1).fill(item));
  const step = Math.max(1, Math.ceil(all.length / TICKS));
  const ticks = [];
  for (let i = 0; i < all.length; i += step) {
    const some = all.slice(i, i + step);
    const marks = [some.every(isDone) ? "done" : "", some.some((item) => item.id === current) ? "now" : ""];
    ticks.push(h("li", { class: marks.join(" ").trim() }));
  }
  $(".ticks").replaceChildren(...ticks);
  if (!narrow.matches) button?.scrollIntoView({ block: "nearest" });
}

const bar = (share) =>
  s(
    "svg",
    { class: "meter", width: 48, height: 6, "aria-hidden": "true" },
    s("rect", { class: "all", width: 48, height: 6, rx: 2 }),
    s("rect", { class: "part", width: Math.max(2, Math.round(48 * share)), height: 6, rx: 2 }),
  );
const parts = (names) => h("span", { class: "parts" }, ...names.map((name) => said("bdi", name)));

function drawHead(one) {
  $(".card:not(.end)").hidden = false;
  $(".card.end").hidden = true;
  $(".out").hidden = false;
  const kind = h("span", { class: "kind" }, icon(one.severity), h("b", { class: `words ${one.severity}` }, severityName(one.severity)));
  if (one.code !== "DOUBT") kind.append(h("span", { class: "mono" }, one.code));
  $(".meta").replaceChildren(
    kind,
    h("bdi", { class: "page" }, visible(one.title)),
    h("span", {}, one.field),
    h("span", { class: "state" }, stateChip(one.state)),
  );
  $(".written").textContent = "What will be written";
  $(".out .note").hidden = false;
  $("#question").textContent = one.question || upper(one.field);
  $(".why").replaceChildren(said("bdi", one.why));
  $(".notice").hidden = true;
  if (state.problem) notice(state.problem, "warning");
  isWhole = false;
  placed = one.places;
  drawPlaces();
  $(".bar").hidden = false;
}

function draw(focus) {
  drawHead(detail);
  $(".same input").checked = false;
  $(".same details").open = false;
  drawSame(detail.same);
  drawKeys();
  drawOptions();
  if (chosen) follow();
  preview();
  if (focus) {
    $("#question").focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function drawKeys() {
  for (const [key, name] of Object.entries({ e: "edit", s: "split", a: "assign", x: "dismiss", n: "none" })) {
    const why = detail.cannot[name] || (key === "a" && !$("source-view").marked ? "no text is marked: select words instead" : "");
    const button = $(`[data-key="${key}"]`);
    button.disabled = Boolean(why);
    button.title = why && upper(why);
  }
}

/** Offer the decisions that are the same thing and that what is chosen fits. */
let fits = [];
function drawSame(found) {
  const same = $(".same");
  fits = found;
  same.hidden = !fits.length;
  if (!fits.length) return;
  const text = `Decide the ${fits.length === 1 ? "other one" : `${fits.length} others`} alike: the same rule, the same text `;
  $("label", same).replaceChildren(text, h("kbd", {}, "B"));
  $("ul", same).replaceChildren(...fits.map((one) => h("li", {}, h("code", {}, `${one.path}:${one.line}`), " ", said("bdi", one.why))));
}
const also = () => ($(".same input").checked ? fits : []);
function drawAccept() {
  const label = $(".accept .label");
  const many = also().length ? `, and ${also().length} alike` : "";
  label.textContent = plan.problem ? "Cannot be done" : `${visible(plan.button)}${many}`;
  $(".accept").title = label.textContent;
}
$(".same input").addEventListener("change", () => plan && drawAccept());
// A click leaves Enter to what decides; by keyboard, Enter opens and closes what it is at.
$(".same").addEventListener("click", ({ detail: clicks }) => clicks && $("#question").focus({ preventScroll: true }));

let isWhole = false;
function whole() {
  if (!placed.length) {
    toast("No page is shown here");
    return;
  }
  isWhole = !isWhole;
  drawPlaces();
}

function drawOptions() {
  const box = $(".options");
  box.replaceChildren(box.firstElementChild);
  detail.readings.forEach((one, i) => {
    const input = h("input", { type: "radio", name: "reading", value: String(i) });
    input.checked = i === chosen;
    input.addEventListener("change", () => choose(i));
    const shown = one.parts.length > 1 ? parts(one.parts) : said("bdi", one.label);
    const sure = h("span", { class: "sure" });
    if (one.certainty !== null) sure.append(bar(one.certainty), percent(one.certainty));
    const option = h("label", { class: "option" }, input, h("kbd", { "aria-hidden": "true" }, String(i + 1)), h("span", { class: "says" }, shown), sure);
    if (one.note) option.append(h("span", { class: "aside" }, said("bdi", one.note)));
    box.append(option);
  });
}

function choose(i) {
  chosen = i;
  $$(".options input").forEach((input, k) => {
    input.checked = k === i;
  });
  follow();
  preview();
}

/** Show where the words of what is chosen are; of what has none, where the decision is. */
function follow() {
  const { start, end } = detail.readings[chosen].act;
  const meant = detail.places.map((place, k) => (k || start === null ? place : { ...place, lit: [[start, end]], also: [...place.lit, ...place.also] }));
  if (alike(meant, placed)) return;
  placed = meant;
  drawPlaces();
  drawKeys();
}

const act = () => mine ?? detail?.readings[chosen]?.act ?? null;

let waiting = 0;
async function preview() {
  const number = (waiting += 1);
  plan = null;
  const what = act();
  if (!what || !detail) return;
  try {
    const found = await call("/api/preview", { id: detail.id, act: what, who });
    if (number !== waiting || !detail) return;
    plan = { ...found, act: what };
    drawOut(found);
  } catch (error) {
    if (number === waiting) await lost(error);
  }
}

function shownValue(value, { struck = false } = {}) {
  if (!value || value.words === null) return h("dd", { class: "nothing" }, "nothing");
  const text = said(struck ? "del" : "bdi", value.words);
  return h("dd", {}, text, value.reading && value.reading !== value.words && h("div", { class: "reads" }, `reads as ${value.reading}`));
}

const alikeValue = (one, other) => one?.words === other?.words && one?.reading === other?.reading;
function drawOut(found) {
  drawValues(found);
  const files = drawnFiles(found.files ?? []);
  if (found.problem) $(".files").replaceChildren(h("p", { class: "problem" }, icon("error"), said("span", found.problem)));
  else if (files.length) $(".files").replaceChildren(...files);
  else $(".files").replaceChildren(h("pre", { class: "diff" }, h("span", { class: "stays" }, "Nothing: the finding stays open, and is not asked about again here.")));
  drawSame(detail.same.filter((one) => found.fits.includes(one.id)));
  drawAccept();
  ready();
  if (form) drawRead(found);
}

function drawValues(found) {
  const values = $(".values");
  const what = act();
  values.replaceChildren();
  const add = (title, state_, value, options) =>
    values.append(h("div", {}, h("dt", {}, title, stateChip(state_)), shownValue(value, options)));
  const changes = Boolean(found.after) && what.do !== "confirm" && !alikeValue(found.before, found.after);
  const [now, was] = [detail.value, detail.was];
  if (what.do === "drop") {
    add("Corrected to", "corrected", found.before, { struck: true });
    add("The page says now", found.after.words === null ? "nothing" : "proven", found.after);
  } else if (changes) {
    const own = found.field === detail.field || detail.kind === "correction";
    const first = detail.kind === "correction" ? "The page says now" : "Read from the page";
    const [title, other] = own ? [first, "After this decision"] : [`${upper(found.field)}, as read`, `${upper(found.field)}, after this decision`];
    const state_ = found.before.words === null ? "nothing" : own && ["inferred", "proven"].includes(detail.state) ? detail.state : "proven";
    add(title, state_, found.before, { struck: found.before.words !== null });
    if (was && own) add("Corrected before to", "corrected", now, { struck: true });
    add(other, "corrected", found.after);
  } else if (was) {
    add("The page says", was.words === null ? "nothing" : "proven", was, { struck: true });
    add("Corrected to", "corrected", now);
  } else if (detail.kind !== "correction" && (now.words !== null || detail.state === "nothing")) add("Read from the page", detail.state, now);
  $(".values").hidden = !values.children.length;
  $(".out h2").hidden = !values.children.length;
}

function drawnFiles(files) {
  return files.map((file) =>
    h(
      "section",
      {},
      h("p", { class: "file" }, file.path),
      h("pre", { class: "diff", tabindex: "0", "aria-label": `Change of ${file.path}` }, ...file.lines.map(([mark, line]) => h("span", { class: { "+": "plus", "-": "minus", " ": "stays" }[mark] }, `${mark === "-" ? "−" : mark} ${visible(line)}`))),
    ),
  );
}

function drawRead(found) {
  const read = $(".read", form);
  const submit = $("[type=submit]", form);
  submit.disabled = Boolean(found.problem);
  read.className = `read ${found.problem ? "bad" : "good"}`;
  if (found.problem) read.replaceChildren(icon("error"), said("span", found.problem));
  else if (found.after?.words) {
    const split = act();
    const how = split.do === "split" ? plural(split.names.length, "name") : found.after.reading ?? `text, ${plural(Array.from(found.after.words).length, "character")}`;
    read.replaceChildren(icon("ok"), h("span", {}, "reads as ", h("b", {}, how)));
  } else read.replaceChildren();
}

function drawDone(item, found) {
  drawHead(found);
  const box = $(".options");
  const many = found.many > 1 ? `, with ${plural(found.many - 1, "other")} alike` : "";
  box.replaceChildren(box.firstElementChild, h("p", { class: "decided" }, icon("ok"), h("b", {}, "Decided: "), said("bdi", `${item.words}${many}`)));
  $(".same").hidden = true;
  const rows = [];
  const add = (title, value, options) => value && rows.push(h("div", {}, h("dt", {}, title), shownValue(value, options)));
  if (alikeValue(found.before, found.after)) add(upper(found.of || found.field), found.after);
  else {
    add("Before", found.before, { struck: found.before?.words !== null });
    add("Decided", found.after);
  }
  $(".values").replaceChildren(...rows);
  $(".values").hidden = !rows.length;
  $(".out h2").hidden = !rows.length;
  const files = drawnFiles(found.files);
  $(".files").replaceChildren(...(files.length ? files : [h("pre", { class: "diff" }, h("span", { class: "stays" }, "Nothing: the finding stays open."))]));
  $(".written").textContent = "What was written";
  $(".out .note").hidden = true;
  $$(".bar [data-key]").forEach((button) => {
    button.disabled = !["j", "k"].includes(button.dataset.key);
  });
  $(".accept .label").textContent = "Decided";
}

function finish() {
  current = null;
  detail = null;
  close();
  drawQueue();
  $(".card:not(.end)").hidden = true;
  $(".out").hidden = true;
  $(".bar").hidden = true;
  const end = $(".card.end");
  end.hidden = false;
  $("h1", end).textContent = NOTHING_LEFT;
  const count = (test) => state.done.filter(test).reduce((sum, item) => sum + item.many, 0);
  const left = count((item) => item.words.startsWith("left"));
  const dismissed = count((item) => item.words.startsWith("dismissed"));
  const read = count((item) => item.words.startsWith("accepted"));
  const corrected = state.decided - left - dismissed - read;
  const sums = [`${corrected} corrected`, `${read} accepted as read`, `${dismissed} dismissed`, `${left} left to the pages’ authors`];
  $(".why", end).textContent = state.done.length ? `${sums.join(", ")}.` : "The build has nothing that is not sure, and no finding.";
  $("#end").focus({ preventScroll: true });
}

let toasting;
function toast(text) {
  const box = $(".toast");
  box.textContent = text;
  box.classList.add("on");
  if (!narrow.matches) $(".queue [aria-current]")?.scrollIntoView({ block: "nearest" }); // there is less room for it
  clearTimeout(toasting);
  toasting = setTimeout(() => box.classList.remove("on"), 5000);
}

function notice(text, kind) {
  const box = $(".notice");
  box.hidden = false;
  box.replaceChildren(icon(kind), h("span", {}, text));
}

// --- deciding -----------------------------------------------------------------------------------------------------

async function accept() {
  if (busy || !detail) return;
  if (!isReady()) {
    hold(held); // whoever presses on and on has not looked
    return;
  }
  const [what, here] = [act(), detail];
  if (!what) return;
  if (!plan || !alike(plan.act, what)) await preview();
  if (!plan || plan.problem || !alike(plan.act, what) || detail !== here || busy || !isReady()) return;
  busy = true;
  ready();
  const order = items[place()]?.order;
  const others = also().map((one) => one.id);
  try {
    const next = await call("/api/decide", { id: detail.id, act: what, seen: plan.seen, also: others, who });
    const written = plan.files.map((file) => file.path).join(", ");
    const isElsewhere = current !== here.id; // whoever moved on meanwhile stays there
    if (!isElsewhere) close();
    take(next);
    const isOpen = items.some((item) => item.id === here.id && !isDone(item));
    const more = `${isOpen ? " · more is asked here" : ""}${broughtUp(next)}`;
    toast(`${written ? `Written to ${written}` : upper(next.words)}${others.length ? `, and ${others.length} like it` : ""}${more} · U undoes it`);
    if (!isElsewhere) await go(isOpen ? here.id : nextOpen(order)?.id);
    else if (place() < 0) await go(nextOpen(order)?.id, { wanted: false });
    else if (detail && !form) {
      busy = false;
      await renew(); // it may have been looked at before this was written
    }
  } catch (error) {
    busy = false;
    hold(LONG);
    await lost(error);
    if (detail) await preview();
  } finally {
    busy = false;
    ready();
  }
}

/** What a decision changed of the queue beside itself: "1 new decision: DUR001 timeline, before this one · 2 went". */
function broughtUp({ came, went }) {
  const first = came[0];
  const name = first && `${first.code === "DOUBT" ? "" : `${first.code} `}${first.field}`;
  const where = first?.is_before ? ", before this one" : "";
  const found = first ? ` · ${plural(came.length, "new decision")}: ${name}${came.length > 1 ? " …" : ""}${where}` : "";
  return `${found}${went ? ` · ${went} went` : ""}`;
}

async function undo() {
  if (busy || !state.undo) return;
  busy = true;
  try {
    const next = await call("/api/undo", { who });
    close();
    take(next);
    const { files, words: was, many } = next.undone ?? {};
    toast(files ? `Undone${files.length ? `, in ${files.join(", ")}` : ""}: ${was}${many > 1 ? `, and ${many - 1} like it` : ""}` : NOTHING_TO_UNDO);
    await go(next.undone && items.some((item) => item.id === next.undone.id) ? next.undone.id : (current ?? nextOpen()?.id));
  } catch (error) {
    await lost(error);
  } finally {
    busy = false;
    ready();
  }
}

function close() {
  clearTimeout(typing);
  for (const one of $$("form")) one.hidden = true;
  if (form?.classList.contains("fill")) $("source-view").clear();
  form = null;
  mine = null;
  words = null;
  cut = null;
  $(".bar").classList.remove("off");
  $(".bar").inert = false;
}

function open(selector) {
  close();
  form = $(selector);
  if (held === BRIEF) hold(0); // a form is opened for what is drawn
  form.hidden = false;
  $(".bar").classList.add("off");
  $(".bar").inert = true;
  $(".read", form).replaceChildren();
  form.scrollIntoView({ block: "nearest" });
}

let typing;
function propose(what, { soon = false } = {}) {
  mine = what;
  clearTimeout(typing);
  if (soon) typing = setTimeout(preview, 120);
  else preview();
}

function cancel() {
  close();
  const here = items[place()];
  if (!here || isDone(here)) {
    go(nextOpen(here?.order)?.id, { wanted: false });
    return;
  }
  preview();
  $("#question").focus({ preventScroll: true });
}

// edit
const value = $("#value");
const grow = () => {
  value.rows = Math.min(8, Math.max(1, Math.ceil(value.value.length / 70), value.value.split("\n").length));
};
const which = $(".edit select");
const edited = () => ({ do: "set", at: which.value, value: value.value.trim() || null, reason: $(".edit [name=reason]").value });
const given = () => detail.edits.find(({ at }) => at === which.value)?.value ?? "";
function edit() {
  open(".edit");
  which.replaceChildren(...detail.edits.map(({ at, words: name }) => h("option", { value: at }, name)));
  which.disabled = detail.edits.length < 2;
  $(".edit [name=reason]").value = "";
  begin();
  const start = detail.readings[chosen]?.act;
  const isText = start?.do === "set" && typeof start.value === "string";
  if (isText) which.value = start.at;
  begin(isText ? start.value : given());
}
/** Fill the box; what is shown beside it is what the box has. */
function begin(text) {
  value.value = text;
  $(".edit .read").replaceChildren();
  if (isAsItIs()) {
    clearTimeout(typing);
    waiting += 1; // what is on its way is of the choice before
    mine = null;
    plan = null;
    drawValues({ before: null, after: null });
    $(".files").replaceChildren(h("pre", { class: "diff" }, h("span", { class: "stays" }, "Nothing: it is that now.")));
  } else propose(edited());
  grow();
  value.focus();
  value.select();
}
const isAsItIs = () => value.value.trim() === given().trim();
which.addEventListener("change", () => begin(given()));
$(".edit").addEventListener("input", (event) => {
  if (event.target === which) return;
  grow();
  propose(edited(), { soon: true });
});
value.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    $(".edit").requestSubmit();
  }
});
$(".edit").addEventListener("submit", (event) => {
  event.preventDefault();
  if (isAsItIs()) {
    $(".edit .read").replaceChildren("it is that now: change it, or Esc");
    return;
  }
  clearTimeout(typing);
  mine = edited();
  accept();
});

// split and join
const line = $(".cut select");
line.addEventListener("change", () => startLine());
function startCut() {
  open(".cut");
  line.replaceChildren(...detail.lines.map((one, i) => h("option", { value: i }, one.line)));
  line.hidden = detail.lines.length < 2;
  const chosenNow = detail.readings[chosen]?.parts ?? [];
  startLine(chosenNow.length ? chosenNow : undefined);
}
function startLine(names = detail.lines[line.value].names) {
  const { at, line: text } = detail.lines[line.value];
  const glyphs = Array.from(text);
  cut = { glyphs, of: at, at: 1, cuts: new Set() };
  let from = 0;
  names.forEach((name, i) => {
    const text = Array.from(name);
    let start = glyphs.findIndex((_, k) => k >= from && text.every((glyph, m) => glyphs[k + m] === glyph));
    if (start < 0) start = from;
    if (i) cut.cuts.add(start);
    from = start + text.length;
  });
  cut.at = Math.min(...cut.cuts, glyphs.length - 1) || 1;
  drawCut();
  $(".cutter").focus();
}
const cutNames = () => {
  const names = [""];
  cut.glyphs.forEach((glyph, i) => {
    if (cut.cuts.has(i)) names.push("");
    names[names.length - 1] += glyph;
  });
  return names.map((name) => name.trim()).filter(Boolean);
};
function drawCut() {
  const box = $(".cutter");
  box.replaceChildren();
  cut.glyphs.forEach((glyph, i) => {
    if (cut.cuts.has(i)) box.append(h("span", { class: "seam" }));
    box.append(h("span", { class: i === cut.at ? "glyph at" : "glyph" }, glyph));
  });
  $(".cut .result").replaceChildren(parts(cutNames()));
  propose({ do: "split", at: cut.of, names: cutNames() }, { soon: true });
}
$(".cutter").addEventListener("keydown", (event) => {
  const most = cut.glyphs.length - 1;
  const jump = (step) => {
    let at = cut.at + step;
    while (event.ctrlKey && at > 1 && at < most && !cut.cuts.has(at) && cut.glyphs[at - 1] !== " ") at += step;
    cut.at = Math.max(1, Math.min(most, at));
  };
  const toggle = () => (cut.cuts.has(cut.at) ? cut.cuts.delete(cut.at) : cut.cuts.add(cut.at));
  const does = { ArrowLeft: () => jump(-1), ArrowRight: () => jump(1), Home: () => (cut.at = 1), End: () => (cut.at = most), " ": toggle }[event.key];
  if (does) {
    event.preventDefault();
    event.stopPropagation();
    does();
    drawCut();
  } else if (event.key === "Enter") {
    event.preventDefault();
    event.stopPropagation();
    $(".cut").requestSubmit();
  }
});
$(".cutter").addEventListener("click", (event) => {
  const i = $$(".glyph", $(".cutter")).indexOf(event.target);
  if (i < 1) return;
  cut.at = i;
  if (cut.cuts.has(i)) cut.cuts.delete(i);
  else cut.cuts.add(i);
  drawCut();
});
$(".cut").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  mine = { do: "split", at: cut.of, names: cutNames() };
  accept();
});

// dismiss, and a page that is none
const later = (days) => {
  const day = new Date(`${state.today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
};
const dismissal = () => ({ do: "dismiss", reason: $(".dismiss [name=reason]").value, until: $(".dismiss [name=until]").value });
["The page’s author knows", "Right in this trade", "The finding is wrong"].forEach((text, i) => {
  const button = h("button", { class: "button", type: "button" }, h("kbd", {}, `Alt ${i + 1}`), text);
  button.addEventListener("click", () => {
    $(".dismiss [name=reason]").value = text;
    $(".dismiss [name=reason]").focus();
    propose(dismissal());
  });
  $(".quick").append(button);
});
function dismiss() {
  open(".dismiss");
  $(".dismiss [name=reason]").value = "";
  $(".dismiss [name=until]").value = later(90);
  $(".dismiss [name=reason]").focus();
}
$(".dismiss").addEventListener("input", () => propose(dismissal(), { soon: true }));
$(".dismiss").addEventListener("keydown", (event) => {
  if (event.altKey && "123".includes(event.key)) {
    event.preventDefault();
    $$(".quick button")[Number(event.key) - 1].click();
  }
});
$(".dismiss").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  mine = dismissal();
  accept();
});
const refusal = () => ({ do: "none", reason: $(".none [name=reason]").value });
function none() {
  open(".none");
  const reason = $(".none [name=reason]");
  reason.value = detail.record ? "" : detail.readings.map((reading) => reading.act.reason).find(Boolean) ?? ""; // of a page that has a record nobody knows why it should not
  $(".none .which").textContent = visible(`${detail.title} (${detail.path})`);
  reason.focus();
  reason.select();
  if (reason.value) propose(refusal());
}
$(".none").addEventListener("input", () => propose(refusal(), { soon: true }));
$(".none").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  mine = refusal();
  accept();
});

// words of the source become the value of a field
const field = $(".fill select");
const filling = () => ({ do: "set", at: field.value, start: words.start, end: words.end, of: words.of });
let isPicked = false; // by hand
function drawFields() {
  field.replaceChildren(h("option", { value: "" }, "which field?"));
  let group = null;
  let box = field;
  for (const [at, name, title] of detail.fields) {
    if (title !== group) {
      group = title;
      box = h("optgroup", { label: title });
      field.append(box);
    }
    box.append(h("option", { value: at }, name));
  }
}
const NUMBER = "\\d+(?:[.,]\\d+)?";
const RANGE = `${NUMBER}%?(?:\\s*(?:-|–|to)\\s*[+−-]?${NUMBER})?`;
const SHARE = `${RANGE}\\s*(?:%|percent|per cent)`;
const TURN = "(?:raise|rise|increase|drop|cut|decrease)";
// The forms of words that are surely of a kind, the field for them, and the fields of that kind.
const GUESSES = [
  [`[+−-]${SHARE}(?:\\s*\\(.*\\))?`, "/salary_change", /^\/salary_change$/],
  [`(?:(?:up to|at least)\\s+)?${SHARE}\\s+(?:more|less|higher|lower|(?:(?:pay|salary)\\s+)?${TURN})`, "/salary_change", /^\/salary_change$/],
  [`${TURN} of ${SHARE}`, "/salary_change", /^\/salary_change$/],
  [`${RANGE}[\\s-]*(?:day|week|month|year)s?`, "/timeline", /\/(?:timeline|duration)$/],
].map(([form_, at, of]) => ({ form: new RegExp(`^${form_}$`, "iu"), at, of }));
/** The field that words surely are for: that of the decision, unless they are of another kind; or an empty one for them. */
function guessed() {
  const [first, , title] = detail.fields[0];
  const own = title === "This decision" && detail.kind !== "residue" ? first : "";
  const like = GUESSES.find(({ form: one }) => one.test(words.text));
  if (own && (!like || like.of.test(own))) return own;
  return detail.fields.some(([at, , , isEmpty]) => at === like?.at && isEmpty) ? like.at : "";
}
function fillIn({ soon = false } = {}) {
  if (field.value) propose(filling(), { soon });
  else {
    clearTimeout(typing);
    mine = null;
    plan = null;
    $("[type=submit]", form).disabled = true;
    $(".read", form).className = "read";
    $(".read", form).replaceChildren("choose a field");
  }
}
function offer(found) {
  if (!detail?.fields?.length) return;
  words = found;
  if (!form?.classList.contains("fill")) {
    const kept_ = words;
    open(".fill");
    words = kept_;
    drawFields();
    isPicked = false;
  }
  if (!isPicked) field.value = guessed();
  const shown = Array.from(words.text);
  $(".fill .words").replaceChildren("“", h("bdi", {}, shown.length > 90 ? `${shown.slice(0, 90).join("")}…` : words.text), "”");
  fillIn({ soon: true });
}
$("source-view").addEventListener("words", (event) => offer(event.detail));
field.addEventListener("change", () => {
  isPicked = true;
  fillIn();
});
$(".fill").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!field.value) {
    field.focus();
    return;
  }
  clearTimeout(typing);
  mine = filling();
  accept();
});
function assign() {
  const marked = $("source-view").marked;
  if (!marked) return;
  offer(marked);
  field.focus();
}

// --- keys ---------------------------------------------------------------------------------------------------------

const legend = $("dialog");
const single = $(".single");
single.checked = kept.get(localStorage, "single") !== "off";
single.addEventListener("change", () => kept.set(localStorage, "single", single.checked ? "on" : "off"));
const step = (by) => {
  const to = items[place() + by];
  if (to) go(to.id);
  else toast(items.length ? `This is the ${by < 0 ? "first" : "last"} decision` : NOTHING_LEFT);
};
const keys = {
  Enter: accept,
  e: edit,
  s: startCut,
  a: assign,
  x: dismiss,
  n: none,
  w: () => {
    if (!detail?.fields?.length) toast("No words fill a field here");
    else if (!$("source-view").startWords()) toast("No words are shown here");
  },
  b: () => {
    if ($(".same").hidden) toast(detail.same.length ? "This choice fits none of the others" : "Nothing else is alike");
    else $(".same input").click();
  },
  o: whole,
  j: () => step(1),
  k: () => step(-1),
  u: undo,
  "?": () => legend.showModal(),
};
for (const button of $$("[data-key]")) button.addEventListener("click", () => keys[button.dataset.key]());
for (const button of $$("[data-cancel]")) button.addEventListener("click", cancel);
$("[data-close]").addEventListener("click", () => legend.close());
// A key that is held does again what it does where it was pressed, and never opens, writes or takes back.
let heldIn = null;
function mayRepeat({ key, shiftKey }) {
  if (key === "Enter") return shiftKey && form === heldIn;
  return key.length > 1 || /^[jk]$/i.test(key) || (form && form === heldIn);
}
addEventListener(
  "keydown",
  (event) => {
    if (!event.repeat) heldIn = form ?? detail;
    // What is typed while a decision is on its way is meant for nothing that is shown.
    const isMove = !form && /^[jk]$/i.test(event.key);
    const isLate = busy && !isMove && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== "Tab";
    if (isLate || (event.repeat && !mayRepeat(event))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || legend.open) return;
  if (event.key === "Escape" && form) {
    event.preventDefault();
    cancel();
    return;
  }
  const target = event.target instanceof Element ? event.target : document.body;
  const isTyping = /^(?:textarea|select)$/i.test(target.tagName) || (target.tagName === "INPUT" && !/radio|checkbox/.test(target.type));
  if (form?.classList.contains("fill") && event.key === "Enter" && !target.closest("button")) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (isTyping) return;
  if (event.key === "Enter" && target.closest("button, a, summary")) return;
  if (!single.checked && event.key !== "Enter") return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!keys[key] && !/^[1-9]$/.test(key)) return;
  if (form) {
    if (key !== "Enter") toast("Esc first: something is being entered");
    return;
  }
  event.preventDefault();
  const item = items[place()];
  if (key === "Enter" && detail && !busy && !isReady()) hold(held);
  else if (detail || /^[jkou?]$/.test(key)) press(key);
  else if (item && isDone(item)) toast("This is decided already");
  else if (!item && state.version) toast(NOTHING_LEFT);
  else if (key !== "Enter") pressed.push(key);
});
function press(key) {
  if (/^[1-9]$/.test(key)) {
    if (detail.readings[Number(key) - 1]) choose(Number(key) - 1);
    else toast(`There is no reading ${key}`);
    return;
  }
  const button = $(`[data-key="${key}"]`);
  const why = key === "Enter" ? plan?.problem : button?.title;
  if (!button?.disabled) keys[key]();
  else if (why) toast(upper(why));
}

// --- the beginning -------------------------------------------------------------------------------------

$(".top").append(themeButton());
narrow.addEventListener("change", drawQueue);

async function start() {
  if (!($("source-view") instanceof WordsView)) return;
  if (!token) {
    notice("Open the address that `pathingest review` printed: it holds the token of this start.", "error");
    return;
  }
  await refresh(true);
  if (state.version) await go(nextOpen()?.id, { isFirst: true });
  setInterval(() => {
    if (!busy && !document.hidden) refresh();
  }, 2000);
}
start();
