// Characters that show nothing, or turn the direction of the text around them, are shown as marks.

const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
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

/** A text with its character references decoded; what looks like a tag stays. */
export function decoded(text) {
  if (!text.includes("&")) return text;
  return parsed(text.replaceAll("<", "&lt;"));
}

/** The text of a stretch of HTML: references decoded, tags left out. Nothing of it is run or loaded. */
export function plain(html) {
  if (!/[<&]/.test(html)) return html;
  return parsed(html);
}

// The first character keeps the white space after it, which a body would not begin with.
function parsed(html) {
  return new DOMParser().parseFromString(`<body>-${html}`, "text/html").body.textContent.slice(1);
}
