import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { preloadPages } from "@/app/routes";
import { whenQuiet } from "@/app/whenQuiet";

/** Fetch the other pages' code once the first one has all it asked for: on a slow network they share one line. */
export function usePreload(): void {
  const cache = useQueryClient();
  useEffect(() => {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (connection?.saveData) return undefined;
    return whenQuiet(cache, preloadPages);
  }, [cache]);
}
