// Elements made of data. Whatever a page holds becomes text: nothing here reads HTML.

const SVG = "http://www.w3.org/2000/svg";
const ADDRESS = /^(?:https?:\/\/|#)/i;

function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name === "style" || name.startsWith("on")) throw new Error(`${name} is not set here`);
    else if (name === "href" && !ADDRESS.test(value)) continue;
    else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An HTML element: a function among the properties listens to the event of its name; strings are text. */
export function h(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/** The same of SVG. */
export function s(tag, properties, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

/** An element that only screen readers meet. */
export function unseen(tag, ...children) {
  return h(tag, { class: "unseen" }, ...children);
}

/** How many of something, in words. */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** Draw into an element, and again whenever its width changes. */
export function drawn(element, draw) {
  let width = 0;
  const again = () => {
    const now = Math.floor(element.clientWidth);
    if (now && now !== width) element.replaceChildren(draw((width = now)));
  };
  new ResizeObserver(again).observe(element);
  return element;
}
