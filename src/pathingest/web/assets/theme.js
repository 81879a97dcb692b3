// Light, dark, or as the system has it.

import { h } from "./dom.js";

const THEMES = { system: ["\u25d0", "as the system"], light: ["\u25cb", "light"], dark: ["\u25cf", "dark"] };

/** The button that goes from one to the next. */
export function themeButton() {
  let theme = "system";
  const button = h("button", { class: "button quiet theme", type: "button", click: () => {
    const names = Object.keys(THEMES);
    set(names[(names.indexOf(theme) + 1) % names.length]);
  } });
  const set = (name) => {
    theme = name;
    if (name === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    button.textContent = THEMES[name][0];
    button.setAttribute("aria-label", `Theme: ${THEMES[name][1]}`);
    button.title = `Theme: ${THEMES[name][1]}`;
  };
  set(theme);
  return button;
}
