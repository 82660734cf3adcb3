import { expect, test } from "vitest";
import { fill } from "@/pages/town/climate";
import { borrowed, unread } from "@/pages/town/known";
import { unknownParts } from "@/pages/town/unknown";
import { waiting } from "@/pages/town/waiting";
import { codes } from "@/pages/town/WherePart";
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

test("an amount has one decimal at most and stays in its bounds", () => {
  const read = (text: string | null) => readAmount(text, 10000);
  expect(["700", "12.5", "12,5", "12,"].map(read)).toEqual([700, 12.5, 12.5, 12]);
  expect(["0", "-5", "7e2", "12,55", "", null, "10001"].map(read)).toEqual(Array(7).fill(null));
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

test("what could not be read is named as people do", () => {
  expect(unread([])).toBeNull();
  expect(unread(["housing"])).toBe("le logement");
  expect(unread(["housing", "equipment", "offers"])).toBe("le logement, les services et le nombre d’offres");
});

test("what an arrondissement has from its city is told once per subject", () => {
  expect(borrowed([])).toBeNull();
  expect(borrowed(["housing.rents", "housing.price", "portrait"])).toBe("le logement et le portrait");
});

test("a region of before 2016 has its delay, several have theirs", () => {
  const time = (name: string, months: number) => ({ former_region: "00", name, months });
  expect(waiting([])).toBeNull();
  expect(waiting([time("Bretagne", 16)])?.value).toMatch(/^16.mois$/);
  const three = waiting([time("Aquitaine", 17), time("Limousin", 5.5)]);
  expect(three?.value).toMatch(/^5,5 à 17.mois$/);
  expect(three?.note).toBe("Aquitaine 17, Limousin 5,5");
});

test.each([
  [-10, 0],
  [10, 0.5],
  [30, 1],
  [-40, 0],
])("a column for %s degrees is filled to %s", (degrees, part) => {
  expect(fill(degrees)).toBe(part);
});

test("postal codes and codes of before are told", () => {
  const told = codes({ code_insee: "2A004", postal_codes: ["20000", "20090"], former_codes: ["20004"] });
  expect(told).toMatch(
    /^Codes postaux 20000, 20090\. Code Insee 2A004.; code d’une ancienne commune.: 20004\.$/,
  );
  expect(codes({ code_insee: "35238", postal_codes: null, former_codes: [] })).toBe("Code Insee 35238.");
});

const housing = {
  rent_m2: null,
  departement_rent_m2: null,
  typical_rents: null,
  rents: [],
  price: null,
  social_dwellings: null,
  social_dwellings_per_10k: null,
  social_waiting_times: [],
  zoning_abc: null,
  zoning_tlv: null,
};
const bare = { housing, climate: null, equipment: null, incomplete: [] };

test("what nothing is known of is told once, what could not be read is not among it", () => {
  expect(unknownParts(bare)).toEqual(["housing", "climate", "equipment"]);
  expect(unknownParts(bare, ["climate"])).toEqual(["climate"]);
  expect(unknownParts({ ...bare, housing: null, incomplete: ["housing", "equipment"] })).toEqual(["climate"]);
  expect(unknownParts({ ...bare, housing: { ...housing, social_dwellings: 0 } })).not.toContain("housing");
});
