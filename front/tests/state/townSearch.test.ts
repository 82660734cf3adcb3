import { describe, expect, it } from "vitest";
import { activeFilters, apiQueryOf, readSearch, without } from "@/state/townSearch";

const read = (text: string) => readSearch(new URLSearchParams(text));

describe("an address of the first Mobiville", () => {
  it("means what it meant", () => {
    const search = read(
      "codeRome=J1506&codeRegion=53&codeDepartement=29&codeCity=big-city&codeEnvironment=side-sea&opportunity=1",
    );
    expect(apiQueryOf(search)).toMatchObject({
      rome: ["J1506"],
      region: ["53"],
      departement: ["29"],
      size: ["large"],
      environment: ["sea"],
      min_tension: 4,
      sort: "tension",
    });
  });
  it("with empty parameters filters nothing", () => {
    const search = read("codeRome=&codeRegion=&codeDepartement=&codeCity=&codeEnvironment=&opportunity=");
    expect(activeFilters(search)).toEqual([]);
    expect(apiQueryOf(search)).not.toHaveProperty("min_tension");
  });
  it("gives regions with one digit their two", () => expect(read("codeRegion=1").regions).toEqual(["01"]));
});

describe("what makes no sense in an address", () => {
  it("is left out", () => {
    const search = read("codeRome=chien&tensionMin=9&loyerMax=-3&tri=hasard&page=zero&codeCity=lune");
    expect(search).toMatchObject({
      romes: [],
      minTension: null,
      maxRent: null,
      sort: "tension",
      page: 1,
      sizes: [],
    });
  });
  it("such as a tension without an occupation", () => {
    expect(apiQueryOf(read("tensionMin=4"))).not.toHaveProperty("min_tension");
  });
  it("such as priorities that cannot be weighed", () => {
    expect(read("tri=priorites&poids=jobs:4").sort).toBe("tension");
    expect(apiQueryOf(read("tri=priorites&poids=sea:2&pres=35238"))).not.toHaveProperty("near");
  });
});

describe("comparing", () => {
  it("takes four towns at most, and asks nothing else of the API", () => {
    const search = read("comparer=59350,69123,13055,75056,33063");
    expect(search.compared).toHaveLength(4);
    expect(apiQueryOf(search)).toEqual(apiQueryOf(read("")));
  });
});

describe("a search without one of its filters", () => {
  it("keeps the others and starts again at its first page", () => {
    const search = read("codeRome=J1506&codeEnvironment=mountain&codeCity=small-city&page=3");
    expect(activeFilters(search)).toEqual(["environments", "sizes"]);
    const wider = without(search, "environments");
    expect([activeFilters(wider), wider.page]).toEqual([["sizes"], 1]);
  });
});
