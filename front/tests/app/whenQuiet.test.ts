import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { patiently } from "@/app/patiently";
import { whenQuiet } from "@/app/whenQuiet";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const LONG_MS = 60_000;
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** Something on its way, and how it comes. */
function onItsWay(): [Promise<string>, () => void] {
  let come: (value: string) => void = () => undefined;
  const promise = new Promise<string>((resolve) => (come = resolve));
  return [promise, () => come("here")];
}

it("acts once a page that waits for nothing has been still for a moment", async () => {
  const act = vi.fn();
  whenQuiet(new QueryClient(), act);
  await pass(500);
  expect(act).not.toHaveBeenCalled();
  await pass(LONG_MS);
  expect(act).toHaveBeenCalledTimes(1);
});

it("waits for answers, also for those that an answer leads to", async () => {
  const act = vi.fn();
  const cache = new QueryClient();
  whenQuiet(cache, act);
  for (const key of ["town", "offers"]) {
    const [answer, come] = onItsWay();
    void cache.fetchQuery({ queryKey: [key], queryFn: () => answer });
    await pass(LONG_MS);
    expect(act).not.toHaveBeenCalled();
    come();
    await pass(500);
  }
  await pass(LONG_MS);
  expect(act).toHaveBeenCalledTimes(1);
});

it("waits for code", async () => {
  const act = vi.fn();
  whenQuiet(new QueryClient(), act);
  const [code, come] = onItsWay();
  void patiently(() => code);
  await pass(LONG_MS);
  expect(act).not.toHaveBeenCalled();
  come();
  await pass(LONG_MS);
  expect(act).toHaveBeenCalledTimes(1);
});

it("waits for the document", async () => {
  const act = vi.fn();
  const state = vi.spyOn(document, "readyState", "get").mockReturnValue("interactive");
  whenQuiet(new QueryClient(), act);
  await pass(LONG_MS);
  expect(act).not.toHaveBeenCalled();
  state.mockReturnValue("complete");
  window.dispatchEvent(new Event("load"));
  await pass(LONG_MS);
  expect(act).toHaveBeenCalledTimes(1);
});

it("gives up when asked to", async () => {
  const act = vi.fn();
  whenQuiet(new QueryClient(), act)();
  await pass(LONG_MS);
  expect(act).not.toHaveBeenCalled();
});
