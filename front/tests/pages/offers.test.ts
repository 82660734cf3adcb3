import { expect, test } from "vitest";
import {
  distanceKm,
  placeOf,
  published,
  summary,
  tellingNature,
  tidyContract,
  tidyExperience,
  tidyHours,
  tidyPay,
} from "@/pages/offers/words";
import { activeFilters, apiQueryOf, readOfferSearch } from "@/state/offerSearch";

const read = (text: string) => readOfferSearch(new URLSearchParams(text));

test("an address says what is looked for", () => {
  const search = read(
    "codeRome=J1506&ville=35238&rayon=30&contrat=CDI&contrat=CDD&temps=plein&publie=7&peu=1&tri=distance&page=2",
  );
  expect(apiQueryOf(search)).toEqual({
    rome: ["J1506"],
    city: ["35238"],
    distance_km: 30,
    contract: ["CDI", "CDD"],
    full_time: true,
    published_within_days: 7,
    few_candidates: true,
    sort: "distance",
    page: 2,
    per_page: 20,
  });
});

test("choices are counted, not what is looked for nor where", () => {
  expect(activeFilters(read("codeRome=J1506&ville=35238&tri=date&page=2"))).toBe(0);
  expect(
    activeFilters(read("ville=35238&rayon=30&contrat=CDI&contrat=CDD&temps=partiel&publie=7&peu=1")),
  ).toBe(6);
  expect(activeFilters(read("codeRegion=53&rayon=30&experience=over_3_years"))).toBe(1);
});

test("values that make no sense are left out", () => {
  const search = read(
    "codeRome=x&ville=Rennes&rayon=7&contrat=OUI&temps=libre&publie=2&tri=distance&page=-4",
  );
  expect(apiQueryOf(search)).toEqual({ sort: "relevance", page: 1, per_page: 20 });
});

test("a town goes before a departement, a departement before a region", () => {
  expect(apiQueryOf(read("ville=2A004&codeDepartement=29&codeRegion=53"))).toMatchObject({ city: ["2A004"] });
  const query = apiQueryOf(read("codeDepartement=2A&codeRegion=94"));
  expect(query).toMatchObject({ departement: "2A" });
  expect(query).not.toHaveProperty("region");
});

test.each([
  ["2026-11-23T03:00:00Z", "Aujourd’hui"],
  ["2026-11-22T20:00:00Z", "Hier"],
  ["2026-11-18T09:00:00Z", "Il y a 5 jours"],
  [null, null],
])("published %s", (at, words) => {
  expect(published(at, new Date("2026-11-23T12:00:00Z"))).toBe(words);
});

test.each([
  ["35 - RENNES", "Rennes (35)"],
  ["62 - BOULOGNE-SUR-MER", "Boulogne-sur-Mer (62)"],
  ["59 - Nord", "Nord (59)"],
  ["Luxembourg", "Luxembourg"],
  [null, null],
])("a place told as %s", (label, words) => {
  expect(placeOf(label)).toBe(words);
});

test("pay and experience are written as French people do", () => {
  const spaced = (text: string) => text.replace(/[\u00A0\u202F]/g, "_");
  expect(
    ["Mensuel de 2100.0 Euros à 2400.5 Euros sur 12.0 mois", "Horaire de 12.02 Euros"].map((label) =>
      spaced(tidyPay(label)),
    ),
  ).toEqual(["Mensuel_: de 2_100_€ à 2_400,50_€ sur 12_mois", "Horaire_: de 12,02_€"]);
  expect(
    ["7 An(s)", "1 An(s)", "Expérience souhaitée de 4 An(s)", "Expérience exigée de 6 Mois"].map(
      tidyExperience,
    ),
  ).toEqual([
    "7 ans d’expérience",
    "1 an d’expérience",
    "Expérience souhaitée de 4 ans",
    "Expérience exigée de 6 mois",
  ]);
  expect(tidyExperience("Débutant accepté")).toBe("Débutant accepté");
});

test.each([
  ["CDD - 3 Mois", "CDD de 3 mois"],
  ["Intérim - 18 Jour(s)", "Intérim de 18 jours"],
  ["CDD - 1 An(s)", "CDD de 1 an"],
  ["CDI", "CDI"],
])("the contract %s is written %s", (label, words) => {
  expect(tidyContract(label)).toBe(words);
});

test("an offer in the town itself has no distance", () => {
  const offer = (distance_km: number | null) =>
    summary({
      place: { label: "35 - RENNES" },
      distance_km,
      contract: { label: null },
      hours: { summary: null },
      experience: { label: null },
    } as unknown as Parameters<typeof summary>[0]);
  expect(offer(0)).toEqual(["Rennes (35)"]);
  expect(offer(4.2)[1]).toMatch(/^à 4,2.km$/);
  expect(offer(null)).toEqual(["Rennes (35)"]);
});

test("an offer is as far as the crow flies, when both places are known", () => {
  const rennes = { latitude: 48.11, longitude: -1.68 };
  expect(distanceKm(rennes, { latitude: 47.22, longitude: -1.55 })).toBeCloseTo(99.4, 0);
  expect(distanceKm(rennes, { latitude: null, longitude: -1.55 })).toBeNull();
});

test("hours are written as people write them, on one line", () => {
  expect(tidyHours("35H/semaine\nTravail le samedi")).toBe("35 h/semaine, travail le samedi");
  expect(tidyHours("24H30/semaine")).toBe("24 h30/semaine");
  expect(tidyHours("Horaires normaux")).toBe("Horaires normaux");
});

test("a nature of contract is told when it tells something", () => {
  expect(tellingNature("Contrat travail")).toBeNull();
  expect(tellingNature("Contrat apprentissage")).toBe("Contrat apprentissage");
});
