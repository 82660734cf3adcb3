import { expect, test } from "vitest";
import { nextAsk } from "@/api/offerCounts";

type Counts = NonNullable<Parameters<typeof nextAsk>[0]>;

const counts = (...waits: (number | null)[]) =>
  ({
    complete: waits.length === 0,
    items: waits.map((retry_after) => ({ total: null, failure: { code: "x", detail: "", retry_after } })),
  }) as unknown as Counts;

test("what could not be counted is asked for again when the API says so, within reason", () => {
  expect(nextAsk(counts(8, 5, null), 1)).toBe(5000);
  expect(nextAsk(counts(0), 1)).toBe(2000);
  expect(nextAsk(counts(600), 1)).toBe(20_000);
});

test("no more is asked when all is counted, when it is of no use, or after five answers", () => {
  expect([nextAsk(counts(), 1), nextAsk(counts(null), 1), nextAsk(counts(5), 5)]).toEqual([
    false,
    false,
    false,
  ]);
});
