import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const CSS = readFileSync(join(import.meta.dirname, "../../src/styles/tokens.css"), "utf8");
const COLOURS = new Map(
  [...CSS.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name, ...pair]) => [
    name,
    pair,
  ]),
);

/** Relative luminance, 0 to 1 (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 to 21, of two tokens in a theme: 0 light, 1 dark. */
function contrast(one: string, other: string, theme: number): number {
  const [first = 0, second = 0] = [one, other].map((name) => luminance(COLOURS.get(name)?.[theme] ?? ""));
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

const GROUNDS = ["paper", "surface", "surface-2", "brand-soft"];
const MAP = ["tension-none", "surface-2"];

describe.each([
  ["light", 0],
  ["dark", 1],
])("in the %s theme", (_, theme) => {
  it.each(["ink", "ink-2", "brand", "accent", "good", "bad"])("%s is read on every ground", (text) => {
    for (const ground of GROUNDS) expect(contrast(text, ground, theme), ground).toBeGreaterThanOrEqual(4.5);
  });

  it("the lines of controls stand out (WCAG 1.4.11)", () => {
    for (const ground of GROUNDS)
      expect(contrast("line-strong", ground, theme), ground).toBeGreaterThanOrEqual(3);
  });

  it.each(["point-line", "accent", "brand"])(
    "points ringed or filled with %s stand out on a map",
    (colour) => {
      for (const ground of MAP) expect(contrast(colour, ground, theme), ground).toBeGreaterThanOrEqual(3);
    },
  );
});
