import { describe, expect, it } from "vitest";
import { pagesShown } from "@/ui/Pagination";

describe("pages shown", () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [5, 20, [1, null, 4, 5, 6, null, 20]],
    [3, 20, [1, 2, 3, 4, null, 20]],
    [4, 20, [1, 2, 3, 4, 5, null, 20]],
    [20, 20, [1, null, 19, 20]],
  ])("around %i of %i", (page, pages, shown) => expect(pagesShown(page, pages)).toEqual(shown));
});
