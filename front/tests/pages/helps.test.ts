import { expect, test } from "vitest";
import { ages, monthOf, readAge, wordOf } from "@/pages/helps/words";

test("values of the API are said in words, unknown ones as they come", () => {
  expect(wordOf("demandeur-emploi")).toBe("Demandeur d’emploi");
  expect(wordOf("outre-mer")).toBe("Outre-mer");
});

test.each([
  [16, 25, "De 16 à 25 ans"],
  [18, null, "À partir de 18 ans"],
  [null, 29, "Jusqu’à 29 ans"],
  [null, null, null],
])("ages %s to %s", (min, max, words) => {
  expect(ages(min, max)).toBe(words);
});

test("a month is told in French, what is no month is not", () => {
  expect(monthOf("2026-11")).toBe("novembre 2026");
  expect(["2026-13", "hier", "", null].map(monthOf)).toEqual([null, null, null, null]);
});

test("an age of an address is a whole number of years that people can have", () => {
  expect(["0", "42", "120", "121", "-1", "3.5", "vieux", "", null].map(readAge)).toEqual([
    0,
    42,
    120,
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});
