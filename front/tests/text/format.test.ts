import { describe, expect, it } from "vitest";
import { atTown, count, euros, km, ofTown, plural, rentM2, share, slug } from "@/text/format";

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, " ");

describe("figures", () => {
  it("are written as in France", () => {
    expect(plain(count(1234567))).toBe("1 234 567");
    expect(plain(euros(849.6))).toBe("850 €");
    expect(plain(rentM2(12.34))).toBe("12,3 €/m²");
    expect(plain(share(0.417))).toBe("42 %");
  });
  it("never break before their unit", () => {
    expect(euros(12)).toBe("12\u00a0€");
    expect(km(12)).toBe("12\u00a0km");
  });
  it("stay missing when they are missing, and 0 when they are 0", () => {
    expect([count(null), euros(undefined), km(Number.NaN)]).toEqual([null, null, null]);
    expect(count(0)).toBe("0");
  });
  it("have decimals only where they matter", () => {
    expect(plain(km(4.76))).toBe("4,8 km");
    expect(plain(km(14.76))).toBe("15 km");
  });
});

describe("plural", () => {
  it("begins with two, as French has it", () => {
    expect([0, 1, 1.5, 2].map((value) => plural(value, "offre"))).toEqual([
      "0 offre",
      "1 offre",
      "2 offre",
      "2 offres",
    ]);
  });
});

describe("names of towns", () => {
  it.each([
    ["Lille", "de Lille", "à Lille"],
    ["Angers", "d’Angers", "à Angers"],
    ["Le Havre", "du Havre", "au Havre"],
    ["Les Sables-d’Olonne", "des Sables-d’Olonne", "aux Sables-d’Olonne"],
    ["Évreux", "d’Évreux", "à Évreux"],
  ])("%s", (name, of, at) => {
    expect([ofTown(name), atTown(name)]).toEqual([of, at]);
  });
});

describe("slug", () => {
  it.each([
    ["SAINT-DENIS", "saint-denis"],
    ["L’Haÿ-les-Roses", "l-hay-les-roses"],
    ["Œuilly", "oeuilly"],
    ["Provence-Alpes-Côte d’Azur", "provence-alpes-cote-d-azur"],
  ])("%s -> %s", (name, expected) => expect(slug(name)).toBe(expected));
});
