// Single keys, and the legend of them. Keys do nothing while one types, or when they are switched off.

import { h } from "./dom.js";

/** Listen to keys: `bindings` is a list of [key, words, function]. Returns what opens the legend. */
export function listen(bindings, escape) {
  const off = h("input", { type: "checkbox", checked: true, id: "single-keys" });
  const names = { Escape: "Esc" };
  const rows = [...bindings, ["\u2191 \u2193", "from value to value"], ["Enter", "scroll to the other side"], ["Escape", "let go"]];
  const legend = h(
    "dialog",
    { "aria-labelledby": "legend-title" },
    h("h2", { id: "legend-title" }, "Keys"),
    h("dl", { class: "legend" }, rows.map(([name, words]) => [h("dt", {}, h("kbd", {}, names[name] ?? name)), h("dd", {}, words)])),
    h("label", {}, off, " Single keys work"),
    h("form", { method: "dialog" }, h("button", { class: "button" }, "Close")),
  );
  document.body.append(legend);
  const open = () => legend.showModal();
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || legend.open) return;
    if (event.key === "Escape") return escape();
    if (/^(?:input|textarea|select)$/i.test(event.target.tagName) || !off.checked) return;
    if (event.key === "?") return open();
    const binding = bindings.find(([name]) => name === event.key);
    if (binding) {
      event.preventDefault();
      binding[2]();
    }
  });
  return open;
}
