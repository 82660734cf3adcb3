const found = [];
const wide = document.documentElement.clientWidth;
const name = (one) => `${one.tagName.toLowerCase()} "${(one.innerText || one.getAttribute("aria-label") || one.alt || "").trim().slice(0, 40)}"`;
const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
const isHidden = (one) => one.closest(".visually-hidden, [aria-hidden=true], dialog:not([open])") !== null;
// what scrolls by itself, a map or a table, may hold more than is seen
const scrolls = (one) => {
  for (let up = one; up && up !== document.body; up = up.parentElement)
    if (/auto|scroll/.test(getComputedStyle(up).overflowX) || up.matches(".leaflet-container")) return true;
  return false;
};
const texts = [...document.querySelectorAll("body *")].filter(
  (one) =>
    shown(one) &&
    !isHidden(one) &&
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()),
);

for (const one of texts) {
  const box = one.getBoundingClientRect();
  if (box.width < 2 || box.height < 2) continue;
  if ((box.right > wide + 1 || box.left < -1) && !scrolls(one)) found.push(`sticks out: ${name(one)}`);
  const style = getComputedStyle(one);
  const cut =
    (/hidden|clip/.test(style.overflowY) && one.scrollHeight > one.clientHeight + 3) ||
    (/hidden|clip/.test(style.overflowX) && one.scrollWidth > one.clientWidth + 3);
  if (cut && style.textOverflow !== "ellipsis") found.push(`cut off: ${name(one)}`);
}

for (const image of document.images)
  if (shown(image) && !image.naturalWidth) found.push(`not loaded: ${image.currentSrc}`);

// WCAG 2.2, 2.5.8: 24 px, or as much room around; links in a sentence are let off
const targets = [...document.querySelectorAll("a[href], button, select, summary, input, [role=option]")].filter(
  (one) => shown(one) && !isHidden(one),
);
// a control and its label do the same: the taller of both
const boxOf = (one) =>
  [one, one.labels?.[0]]
    .filter(Boolean)
    .map((part) => part.getBoundingClientRect())
    .sort((a, b) => b.height - a.height)[0];
const isInText = (one) => getComputedStyle(one).display === "inline" && one.closest("p, li, dd, td, label, figcaption");
for (const one of targets) {
  const box = boxOf(one);
  if (isInText(one) || (box.width >= 24 && box.height >= 24) || one.closest(".leaflet-container")) continue;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const near = targets.some((other) => {
    if (other === one || other.contains(one) || one.contains(other)) return false;
    const there = boxOf(other);
    const dx = Math.max(there.left - x, 0, x - there.right);
    const dy = Math.max(there.top - y, 0, y - there.bottom);
    return Math.hypot(dx, dy) < 12;
  });
  if (near || box.width < 16 || box.height < 16)
    found.push(`small, ${Math.round(box.width)} × ${Math.round(box.height)}: ${name(one)}`);
}

// the lines of its own text, not of what is in it
const linesOf = (one) =>
  [...one.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    .flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    });
// text on text: what does not belong together must not share a place
const boxes = texts
  .filter((one) => !one.closest(".leaflet-container, svg"))
  .map((one) => [one, linesOf(one)]);
const fixed = (one) => {
  for (let up = one; up; up = up.parentElement)
    if (/fixed|sticky/.test(getComputedStyle(up).position)) return up;
  return null;
};
const held = new Map(boxes.map(([one]) => [one, fixed(one)]));
for (let i = 0; i < boxes.length; i += 1)
  for (let j = i + 1; j < boxes.length; j += 1) {
    const [[one, mine], [other, theirs]] = [boxes[i], boxes[j]];
    if (one.contains(other) || other.contains(one) || scrolls(one) || scrolls(other)) continue;
    if (held.get(one) !== held.get(other)) continue;
    const covered = mine.some((a) =>
      theirs.some((b) => {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return across > 3 && down > Math.min(a.height, b.height) * 0.45;
      }),
    );
    if (covered) found.push(`covered: ${name(one)} and ${name(other)}`);
  }
return [...new Set(found)].slice(0, 20);
