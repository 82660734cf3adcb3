import { describe, expect, it } from "vitest";
import { readCodes } from "@/pages/compare/ComparePage";
import { liveBest } from "@/pages/compare/lines";

describe("the towns of a comparison", () => {
  it("are each there once, four at most, whichever way they are given", () => {
    expect(readCodes(["59350,2A004", "59350", "chien", "69123", "13055", "75056"])).toEqual([
      "59350",
      "2A004",
      "69123",
      "13055",
    ]);
  });
});

describe("the most offers of those counted now", () => {
  const best = { rent_m2: "59350", offers: "59350" };
  const of = (counts: Record<string, number | "waiting">) => (code: string) => counts[code] ?? null;
  const codes = ["59350", "69123"];

  it("goes before what the comparison says", () => {
    expect(liveBest(best, codes, { of: of({ "59350": 3, "69123": 9 }) })).toEqual({
      rent_m2: "59350",
      offers: "69123",
    });
  });

  it("is nobody's while a town is not counted, or when two are equal", () => {
    const cases: Record<string, number | "waiting">[] = [
      { "59350": 3 },
      { "59350": 3, "69123": "waiting" },
      { "59350": 3, "69123": 3 },
    ];
    for (const counts of cases)
      expect(liveBest(best, codes, { of: of(counts) })).toEqual({ rent_m2: "59350" });
  });
});
