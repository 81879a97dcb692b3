// Characters that show nothing, or turn the direction of the text around them, are shown as marks.

export const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const LONGEST = 4000;

/** A text as it is shown. */
export function visible(text) {
  return text.replace(UNSEEN, (found) => {
    const code = found.codePointAt(0);
    return code < 32 ? String.fromCodePoint(0x2400 + code) : `\u2039U+${code.toString(16).toUpperCase().padStart(4, "0")}\u203a`;
  });
}

/** A text as it is shown, cut where it is longer than anybody reads. */
export function shortened(text, most = LONGEST) {
  if (text.length <= most) return visible(text);
  const cut = Array.from(text.slice(0, most)).slice(0, -1).join("");
  return `${visible(cut)}\u2026 (${(text.length - cut.length).toLocaleString("en")} more characters)`;
}

export const HIDDEN = /<(script|style|template)\b[^]*?(?:<\/\1[^>]*>|$)|<!-{2}[^]*?(?:-->|$)|<\/?[a-z!?][^>]*(?:>|$)/gi;

/** A text with its character references decoded; what looks like a tag stays. */
export function decoded(text) {
  if (!text.includes("&")) return text;
  // No element is made of it. The first character keeps the white space after it, which a body would not begin with.
  const body = `<body>-${text.replaceAll("<", "&lt;")}`;
  return new DOMParser().parseFromString(body, "text/html").body.textContent.slice(1);
}

/** The text of a stretch of HTML: without tags and comments, references decoded. */
export function plain(html) {
  return /[<&]/.test(html) ? decoded(html.replace(HIDDEN, "")) : html;
}
