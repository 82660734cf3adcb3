import { describe, expect, it } from "vitest";
import { readCodes } from "@/pages/compare/ComparePage";

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
