import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { preloadPages } from "@/app/routes";

const LOOK_AGAIN_MS = 1500;

/** Fetch the other pages' code once the first one has all it asked for: on a slow network they share one line. */
export function usePreload(): void {
  const cache = useQueryClient();
  useEffect(() => {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (connection?.saveData) return undefined;
    let quiet = false;
    const timer = window.setInterval(() => {
      const waited = document.querySelector("[data-loading], [aria-busy=true]");
      const busy = document.readyState !== "complete" || waited !== null || cache.isFetching() > 0;
      if (!busy && quiet) {
        window.clearInterval(timer);
        preloadPages();
      }
      quiet = !busy;
    }, LOOK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [cache]);
}
