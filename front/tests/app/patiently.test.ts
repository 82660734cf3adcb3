import { afterEach, expect, it, vi } from "vitest";
import { patiently } from "@/app/patiently";

afterEach(() => void vi.useRealTimers());

const failing = (times: number) => {
  let left = times;
  return vi.fn(() => (left-- > 0 ? Promise.reject(new Error("cut")) : Promise.resolve("code")));
};

it.each([
  [0, "code", 1],
  [2, "code", 3],
  [3, "Error: cut", 3],
])("code that fails %i times is %s after %i requests", async (times, end, requests) => {
  vi.useFakeTimers();
  const load = failing(times);
  const result = patiently(load).catch(String);
  await vi.runAllTimersAsync();
  expect(await result).toBe(end);
  expect(load).toHaveBeenCalledTimes(requests);
});
