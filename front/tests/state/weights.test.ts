import { describe, expect, it } from "vitest";
import { CRITERIA, parseWeights, usableWeights, weightWords, weightsText } from "@/state/weights";

describe("weights in an address", () => {
  it("are read and written back in one order", () => {
    expect(weightsText(parseWeights("sea:1,jobs:3,size:-2"))).toBe("jobs:3,sea:1,size:-2");
  });
  it("without those that make no sense", () => {
    expect(parseWeights("jobs:9,sea:-1,love:3,rent,size:1.5,climate:-5")).toEqual({ climate: -5 });
  });
  it("of what cannot be weighed are set aside, not forgotten", () => {
    const weights = parseWeights("jobs:3,distance:2,rent:1");
    expect(usableWeights(weights, { rome: false, near: true })).toEqual({ distance: 2, rent: 1 });
  });
});

describe("the words of a slider", () => {
  it.each([
    ["rent", 0, "indifférent"],
    ["rent", 5, "essentiel"],
    ["size", -2, "plutôt petite"],
    ["size", 3, "grande"],
    ["climate", 5, "absolument chaud"],
  ])("%s at %i: %s", (key, weight, words) => {
    const criterion = CRITERIA.find((one) => one.key === key);
    expect(criterion && weightWords(criterion, weight)).toBe(words);
  });
});
