import { expect, test } from "vitest";
import { besidePeers, themeLabel } from "@/pages/town/services";
import { affordableRent, areaFor, budgetFor, readAmount } from "@/pages/town/simulator";

test("a budget is so many m², and m² cost so much", () => {
  expect(areaFor(700, 14)).toBe(50);
  expect(budgetFor(50, 14)).toBe(700);
});

test.each([
  [null, 14],
  [700, null],
  [700, 0],
  [0, 14],
  [undefined, 14],
])("what is not known gives nothing (%s, %s)", (budget, perM2) => {
  expect(areaFor(budget, perM2)).toBeNull();
  expect(budgetFor(budget, perM2)).toBeNull();
});

test("a third of the net pay can go into the rent", () => {
  expect(affordableRent(2340)).toBeCloseTo(608.4);
  expect(affordableRent(null)).toBeNull();
});

test("an amount of an address is a whole number in its bounds", () => {
  expect(["700", "0", "-5", "7e2", "12.5", "", null, "10001"].map((text) => readAmount(text, 10000))).toEqual(
    [700, null, null, null, null, null, null, null],
  );
});

test("a town stands beside those of its size", () => {
  expect(besidePeers(14.4, 9.4)).toBe(", plus qu’ailleurs (9,4)");
  expect(besidePeers(9.5, 9.4)).toBe(", comme ailleurs (9,4)");
  expect(besidePeers(2, 9.4)).toBe(", moins qu’ailleurs (9,4)");
  expect(besidePeers(null, 9.4)).toBe("");
});

test("themes are said in words", () => {
  expect([themeLabel("sante"), themeLabel("astronomie"), themeLabel(null)]).toEqual([
    "Santé et action sociale",
    "Astronomie",
    "Autres équipements",
  ]);
});
