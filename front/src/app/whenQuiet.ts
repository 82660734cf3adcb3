import type { QueryClient } from "@tanstack/react-query";
import { codeOnItsWay, listenToCode } from "@/app/patiently";

/** A page whose code has come asks for its answers within this, on a slow phone too. */
const QUIET_MS = 1500;

/**
 * Acts once, when the page has all it asked for: the document, its code, the answers of the API.
 * Returns how to give up.
 */
export function whenQuiet(cache: QueryClient, act: () => void): () => void {
  let timer: number | undefined;
  const look = () => {
    const complete = document.readyState === "complete";
    if (!complete || codeOnItsWay() > 0 || cache.isFetching() > 0) {
      window.clearTimeout(timer);
      timer = undefined;
    } else {
      timer ??= window.setTimeout(() => {
        stop();
        act();
      }, QUIET_MS);
    }
  };
  const leave = [cache.getQueryCache().subscribe(look), listenToCode(look)];
  window.addEventListener("load", look);
  const stop = () => {
    window.clearTimeout(timer);
    window.removeEventListener("load", look);
    for (const one of leave) one();
  };
  look();
  return stop;
}
