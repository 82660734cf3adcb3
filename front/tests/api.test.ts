import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/client";
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
