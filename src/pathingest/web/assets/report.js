// The report: an overview and a page for each pathway, built of its data when it is opened.

import { shortened } from "./characters.js";
import { h, unseen } from "./dom.js";
import { key } from "./chips.js";
import { listen } from "./keys.js";
import { overviewView } from "./overview_view.js";
import { pathwayView } from "./pathway_view.js";
import { themeButton } from "./theme.js";

const overviewData = JSON.parse(document.getElementById("overview").textContent);
const blocks = new Map(Array.from(document.querySelectorAll("script[data-id]"), (block) => [block.dataset.id, block]));
const overview = overviewView(overviewData, found, () => (input.value = ""));
const crumb = h("span", { class: "crumb" });
const input = h("input", { type: "search", id: "find", placeholder: "Role, skill, finding", autocomplete: "off", input: () => {
  if (open) location.hash = "";
  overview.filter(input.value);
}, keydown: (event) => {
  const found = overview.shown();
  if (event.key === "Enter" && input.value.trim() && found.length === 1) location.hash = encodeURIComponent(found[0]);
} });
const lost = h("p", { class: "lost", role: "status" }); // what a link leads to that is not here
const main = h("main", { id: "main", tabindex: -1 }, lost);
let open = null; // the pathway that is shown: its id and its view

async function show() {
  const [id, fingerprint] = location.hash.slice(1).split("/").map(decoded);
  lost.textContent = id && !blocks.has(id) ? `There is no pathway \u201c${shortened(id, 120)}\u201d in this report.` : "";
  if (!blocks.has(id)) {
    if (open || !overview.element.isConnected) {
      open = null;
      crumb.textContent = "";
      document.title = "pathingest report";
      main.replaceChildren(lost, overview.element);
      scrollTo(0, 0);
    }
    return;
  }
  if (open?.id !== id) {
    open = { id, view: null };
    const data = await unpacked(blocks.get(id).textContent);
    if (open?.id !== id || open.view) return; // another one was opened meanwhile
    open.view = pathwayView(data);
    crumb.textContent = open.view.title;
    document.title = `${open.view.title.slice(0, 200)} \u00b7 pathingest report`;
    main.replaceChildren(lost, open.view.element);
    scrollTo(0, 0);
    if (!fingerprint) open.view.element.querySelector("h1").focus({ preventScroll: true });
  }
  if (fingerprint && open.view?.find(fingerprint) === false) lost.textContent = "The finding of this link is not there any more.";
}

/** The data of a pathway, which the file holds compressed. */
async function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

/** What is found on a pathway, in lower case. */
async function found(id) {
  const { findings } = await unpacked(blocks.get(id).textContent);
  return findings.map((one) => one.message).join(" \n").toLowerCase();
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function go(by) {
  const listed = overview.shown();
  const next = (open ? listed.indexOf(open.id) : by > 0 ? -1 : listed.length) + by;
  location.hash = next >= 0 && next < listed.length ? encodeURIComponent(listed[next]) : "";
}

const legend = listen(
  [
    ["/", "find a role, a skill or a finding", () => input.focus()],
    ["j", "next finding", () => open?.view?.step(1)],
    ["k", "previous finding", () => open?.view?.step(-1)],
    ["]", "next pathway of the list", () => go(1)],
    ["[", "previous pathway of the list", () => go(-1)],
    ["o", "overview", () => (location.hash = "")],
    ["?", "this legend", () => {}],
  ],
  () => {
    if (document.activeElement === input) {
      input.value = "";
      overview.filter("");
      input.blur();
    }
    open?.view?.release();
  },
);
document.body.prepend(
  h("a", { class: "skip", href: "#main", click: (event) => { event.preventDefault(); main.focus(); } }, "Skip to the content"),
  h("header", { class: "top" },
    h("a", { class: "brand", href: "#" }, "pathingest ", h("span", {}, "report")), crumb,
    h("label", { class: "search" }, unseen("span", "Find a role, a skill or a finding"), input, key("/")),
    h("button", { class: "button quiet keys", type: "button", click: legend }, "Keys", key("?")), themeButton()),
  main,
  h("footer", { class: "foot" }, `Written by pathingest ${overviewData.tool} from ${overviewData.folder}. This file needs no network; it checks each record against its pages when it is opened.`),
);
// Paper opens nothing: what is closed, or only shown on request, is opened before, and closed again.
let closed = [];
const whole = () => {
  for (const more of main.querySelectorAll(".more")) more.click();
  closed.push(...main.querySelectorAll("details:not([open])"));
  for (const details of closed) details.open = true;
};
const again = () => {
  for (const details of closed) details.open = false;
  closed = [];
};
addEventListener("beforeprint", whole);
addEventListener("afterprint", again);
addEventListener("hashchange", show);
show();
