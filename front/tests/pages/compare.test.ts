import { describe, expect, it } from "vitest";
import { readCodes } from "@/pages/compare/ComparePage";
import { gapOf, isUnknown } from "@/pages/compare/gaps";
import { GROUPS, type Line, liveBest } from "@/pages/compare/lines";
import type { Schemas } from "@/api/client";

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

type Town = Schemas["ComparedTown"];
const NOTHING: Town["figures"] = {
  tension: null,
  offers: null,
  offers_level: null,
  rent_m2: null,
  rent_two_rooms: null,
  price_m2: null,
  price_level: null,
  social_dwellings_per_10k: null,
  equipment_per_10k: null,
  health_per_10k: null,
  sea_distance_km: null,
  altitude_m: null,
  density_per_km2: null,
};

function town(name: string, figures: Partial<Town["figures"]>): Town {
  const area = { code: "00", name: "Quelque part" };
  return {
    code_insee: "00000",
    asked: null,
    name,
    departement: area,
    region: area,
    population: null,
    environments: [],
    size: null,
    climate: null,
    photo: null,
    figures: { ...NOTHING, ...figures },
  };
}

const lineOf = (key: string): Line => {
  const line = GROUPS.flatMap(({ lines }) => lines).find((one) => one.key === key);
  if (!line) throw new Error(key);
  return line;
};

describe("how far a town is from where one lives", () => {
  const gap = (key: string, here: Partial<Town["figures"]>, there: Partial<Town["figures"]>) => {
    const found = gapOf(
      lineOf(key),
      { town: town("Lille", there), live: undefined },
      { town: town("Le Mans", here), live: undefined },
    );
    return found && [found.sign, found.words].map((text) => text.replace(/[\u00a0\u202f]/g, " "));
  };

  it("is written with a sign, and said in words", () => {
    expect(gap("rent_m2", { rent_m2: 11.3 }, { rent_m2: 12.5 })).toEqual([
      "+1,2 €/m²",
      "1,2 €/m² de plus qu’au Mans",
    ]);
    expect(gap("tension", { tension: 5 }, { tension: 4 })).toEqual([
      "−1 niveau",
      "1 niveau de moins qu’au Mans",
    ]);
  });

  it("is that of the figures as they are written", () => {
    expect(gap("rent_m2", { rent_m2: 12.46 }, { rent_m2: 13.54 })?.[0]).toBe("+1 €/m²");
    expect(gap("sea_distance_km", { sea_distance_km: 8.4 }, { sea_distance_km: 12.3 })?.[0]).toBe("+4 km");
    expect(gap("altitude_m", { altitude_m: 54.4 }, { altitude_m: 53.6 })).toEqual([
      "identique",
      "comme au Mans",
    ]);
  });

  it("is nothing when one is unknown, or when they are of different levels", () => {
    expect(gap("rent_m2", { rent_m2: null }, { rent_m2: 12 })).toBeNull();
    expect(gap("rent_m2", { rent_m2: 12 }, { rent_m2: null })).toBeNull();
    expect(
      gap(
        "price_m2",
        { price_m2: 2000, price_level: "commune" },
        { price_m2: 2500, price_level: "departement" },
      ),
    ).toBeNull();
    expect(gap("environments", {}, {})).toBeNull();
  });

  it("is of the offers that are counted now, once both are", () => {
    const [here, there] = [town("Le Mans", { offers: 3 }), town("Lille", { offers: 4 })];
    const offers = lineOf("offers");
    expect(gapOf(offers, { town: there, live: 0 }, { town: here, live: 12 })?.sign).toBe("−12 offres");
    expect(gapOf(offers, { town: there, live: "waiting" }, { town: here, live: 12 })).toBeNull();
    expect(gapOf(offers, { town: there, live: 1 }, { town: here, live: null })).toBeNull();
  });
});

describe("a figure", () => {
  const one = town("Lille", {});
  it("is unknown without a number, words or a count on its way; 0 is known", () => {
    expect(isUnknown(lineOf("rent_m2"), { town: one, live: undefined })).toBe(true);
    expect(isUnknown(lineOf("environments"), { town: one, live: undefined })).toBe(false);
    expect(isUnknown(lineOf("offers"), { town: one, live: "waiting" })).toBe(false);
    expect(isUnknown(lineOf("offers"), { town: one, live: 0 })).toBe(false);
  });
});
