import { describe, expect, it } from "vitest";
import { changed } from "@/state/url";

describe("changing an address", () => {
  it("sets, repeats and takes away, and leaves the rest", () => {
    expect(changed("a=1&b=2&c=3", { a: 5, b: null, d: ["x", "y"] })).toBe("c=3&a=5&d=x&d=y");
  });
  it("writes nothing for what is empty", () =>
    expect(changed("a=1", { a: "", b: undefined, c: [] })).toBe(""));
});
