import { describe, expect, it } from "vitest";
import { tiedScore } from "@/pages/match/Ranking";

const towns = (...scores: number[]) => scores.map((score) => ({ match: { score } }));

describe("towns that a score does not tell apart", () => {
  it.each([
    [towns(100, 100, 99.8), 100],
    [towns(100, 99), null],
    [towns(100), null],
    [[], null],
  ])("%o: %s", (those, score) => expect(tiedScore(those)).toBe(score));
});
