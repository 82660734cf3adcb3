import { describe, expect, it } from "vitest";
import { ApiError, addressOf, typographic } from "@/api/client";
import { shouldRetry } from "@/api/cache";
import { townPath, withQuery } from "@/app/paths";

describe("asking again", () => {
  it.each([
    [0, new ApiError(503, null, null), true],
    [0, new ApiError(503, null, 30), false],
    [0, new ApiError(422, null, null), false],
    [0, new ApiError(404, null, null), false],
    [1, new ApiError(503, null, null), false],
  ])("after %i failures", (failures, error, again) => expect(shouldRetry(failures, error)).toBe(again));
});

describe("addresses", () => {
  it("have the parameters that are given, and no others", () => {
    expect(withQuery("/villes", { a: null, b: "", c: ["x", "y"], d: 0 })).toBe("/villes?c=x&c=y&d=0");
  });
  it("of towns carry their name", () => {
    expect(townPath({ code_insee: "59350", name: "Lille" }, "J1506", "metier")).toBe(
      "/ville/59350-lille/metier?codeRome=J1506",
    );
  });
});

describe("what is asked of the API", () => {
  it("fills the path in, repeats lists, leaves out what is not given", () => {
    const params = {
      path: { code: "2A/x" },
      query: { rome: ["J1506", "F1703"], near: undefined, page: 2, full: false },
    };
    expect(addressOf("/api/v1/x/{code}", params)).toBe(
      "/api/v1/x/2A%2Fx?rome=J1506&rome=F1703&page=2&full=false",
    );
  });
});

it("writes the texts of an answer as French typography has it, and nothing else of it", () => {
  const kept = '{"at":"2026-11-23T10:00:00Z","url":"https://a.fr/b?c=d;e","n":[1,2],"code":"a:b"}';
  expect(typographic(kept)).toBe(kept);
  expect(typographic('{"a":"Côte d\'Azur : « oui »","b":"Infirmier / Infirmière","c":"Pourquoi ?"}')).toBe(
    '{"a":"Côte d’Azur : « oui »","b":"Infirmier / Infirmière","c":"Pourquoi ?"}',
  );
});
