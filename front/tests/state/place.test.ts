import { describe, expect, it } from "vitest";
import { placeChanges, readPlace } from "@/state/place";
import { changed } from "@/state/url";

const read = (text: string) => readPlace(new URLSearchParams(text));

describe("the place of the home page's address", () => {
  it.each([
    ["ville=2A004", { kind: "city", code: "2A004" }],
    ["codeDepartement=974", { kind: "departement", code: "974" }],
    ["codeRegion=53", { kind: "region", code: "53" }],
    ["codeRegion=53&ville=35238", { kind: "city", code: "35238" }],
    ["ville=Lille&codeRegion=Bretagne", null],
    ["", null],
  ])("%s", (text, place) => expect(read(text)).toEqual(place));

  it("is one at a time, beside what else the address says", () => {
    const town = changed("codeRome=J1506&codeRegion=53", placeChanges({ kind: "city", code: "35238" }));
    expect(town).toBe("codeRome=J1506&ville=35238");
    expect(changed(town, placeChanges(null))).toBe("codeRome=J1506");
  });
});
