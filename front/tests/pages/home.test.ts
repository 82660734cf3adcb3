import { describe, expect, it } from "vitest";
import { destination } from "@/pages/home/SearchForm";
import type { Place } from "@/ui/PlaceSearch";

const place = (kind: Place["kind"], code: string, name: string) => ({ kind, code, name }) as Place;

describe("the search of the home page leads", () => {
  it.each([
    ["J1506", null, "", "/villes?codeRome=J1506"],
    [null, null, "", "/villes"],
    [null, null, "side-sea", "/villes?codeEnvironment=side-sea"],
    ["J1506", place("city", "59350", "Lille"), "", "/ville/59350-lille?codeRome=J1506"],
    [
      "J1506",
      place("region", "53", "Bretagne"),
      "side-sea",
      "/villes?codeRome=J1506&codeRegion=53&codeEnvironment=side-sea",
    ],
    ["J1506", place("departement", "59", "Nord"), "", "/villes?codeRome=J1506&codeDepartement=59"],
    [null, place("departement", "59", "Nord"), "", "/departement/59-nord"],
    [null, place("region", "53", "Bretagne"), "", "/region/53-bretagne"],
    [null, place("city", "59350", ""), "", "/ville/59350"],
  ])("%s, %o, %s", (rome, where, environment, to) => expect(destination(rome, where, environment)).toBe(to));
});
