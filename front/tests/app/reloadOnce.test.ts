import { beforeEach, expect, test, vi } from "vitest";
import { reloadOnce } from "@/app/reloadOnce";

const MISSING = new TypeError("Failed to fetch dynamically imported module: /assets/TownPage-1.js");
const reload = vi.fn();

beforeEach(() => {
  sessionStorage.clear();
  reload.mockClear();
});

test("a page whose file has not come is loaded again, once", () => {
  expect(reloadOnce(MISSING, 100_000, reload)).toBe(true);
  expect(reloadOnce(MISSING, 110_000, reload)).toBe(false);
  expect(reload).toHaveBeenCalledTimes(1);
  expect(reloadOnce(MISSING, 200_000, reload)).toBe(true);
});

test("what breaks in the page itself would break again", () => {
  expect(reloadOnce(new TypeError("undefined is not a function"), 100_000, reload)).toBe(false);
  expect(reloadOnce("no error", 100_000, reload)).toBe(false);
  expect(reload).not.toHaveBeenCalled();
});
