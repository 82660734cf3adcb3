import { describe, expect, it } from "vitest";
import { framed } from "@/map/frame";

const [BREST, AJACCIO, CAYENNE, SAINT_DENIS] = [
  { latitude: 48.4, longitude: -4.5 },
  { latitude: 41.9, longitude: 8.7 },
  { latitude: 4.9, longitude: -52.3 },
  { latitude: -20.9, longitude: 55.5 },
];

describe("what a map shows at first", () => {
  it("is the mainland and Corsica as soon as a place is there", () => {
    expect(framed([CAYENNE, BREST, AJACCIO])).toEqual([BREST, AJACCIO]);
  });
  it("is everything when all is overseas", () => expect(framed([CAYENNE, SAINT_DENIS])).toHaveLength(2));
});
