// Of all texts of the report's pictures that show: what is cut without a title, out of its picture, on another text, a bar
// or a line; and what of a panel is hidden.
() => {
  const wrong = [];
  const by = (text) => JSON.stringify(text.textContent);
  for (const svg of document.querySelectorAll("main svg:not(.sign, .joint, .ruler)")) {
    const all = svg.getBoundingClientRect();
    if (!all.width) continue;
    // Of the height of a line of a font little is letters.
    const boxes = [...svg.querySelectorAll("text")].map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const size = parseFloat(getComputedStyle(text).fontSize);
      const turned = text.hasAttribute("transform");
      return { text, left, right, top: turned ? top : top + size * 0.25, bottom: turned ? bottom : bottom - size * 0.25 };
    });
    const bars = [...svg.querySelectorAll(".bar, .arrow")].map((bar) => bar.getBoundingClientRect());
    const lines = [...svg.querySelectorAll(".ends, .gap")].flatMap((line) => {
      const { left, top } = all;
      if (line.tagName === "line") return [line.getBoundingClientRect()].map((box) => ({ left: box.left - 1, right: box.right + 1, top: box.top, bottom: box.bottom }));
      return [...line.getAttribute("d").matchAll(/M([-\d.]+),([-\d.]+)V([-\d.]+)/g)].map(([, x, from, to]) =>
        ({ left: left + Number(x) - 1, right: left + Number(x) + 1, top: top + Number(from), bottom: top + Number(to) }));
    });
    const cross = (one, other, slack = 0.5) =>
      one.left < other.right - slack && other.left < one.right - slack && one.top < other.bottom - slack && other.top < one.bottom - slack;

    boxes.forEach((box, i) => {
      const { text } = box;
      const words = [...text.childNodes].filter((node) => node.nodeName !== "title").map((node) => node.textContent).join(" ");
      if (!words.trim()) return;
      if (words.includes("\u2026") && !text.querySelector("title")) wrong.push(`cut: ${by(text)}`);
      if (text.matches(".fit") && words.includes("\u2026")) wrong.push(`verdict cut: ${by(text)}`);
      if (box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1 || box.bottom > all.bottom + 1) wrong.push(`out of the picture: ${by(text)}`);
      for (const other of boxes.slice(i + 1)) if (other.text.textContent.trim() && cross(box, other)) wrong.push(`${by(text)} on ${by(other.text)}`);
      if (!text.matches(".on, .row .words, .tick.halo") && bars.some((bar) => cross(box, bar, 1))) wrong.push(`${by(text)} on a bar`);
      if (!text.matches(".on") && lines.some((line) => cross(box, line))) wrong.push(`${by(text)} on a line`);
    });
  }
  for (const element of document.querySelectorAll(".panel *, .figures *, .rules *")) {
    if (getComputedStyle(element).overflowX !== "visible" && !element.matches(".unseen, .picture") && element.scrollWidth > element.clientWidth + 1) wrong.push(`hidden in ${element.className}: ${by(element)}`);
  }
  for (const td of document.querySelectorAll(".skills .kind")) {
    const [marker, words] = [td.querySelector(".priority").getBoundingClientRect(), document.createRange()];
    words.selectNodeContents(td);
    const [first] = [...words.getClientRects()].filter((box) => box.width > 12);
    if (first && (first.top > marker.bottom || first.bottom < marker.top)) wrong.push(`apart from its sign: ${by(td)}`);
  }
  for (const row of document.querySelectorAll(".times [data-kind=faq]")) if (!/line\s\d+/.test(row.textContent)) wrong.push("no line of an answer");
  return [...new Set(wrong)];
}
