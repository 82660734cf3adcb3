import { useCallback, useMemo } from "react";
import { useSearch } from "wouter";
import { navigate } from "@/app/location";

export type Changes = Record<string, string | number | readonly (string | number)[] | null | undefined>;

/** The search part after some changes; null, undefined and "" take a parameter away. */
export function changed(search: string, changes: Changes): string {
  const next = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) {
    next.delete(key);
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") next.append(key, String(one));
    }
  }
  return next.toString();
}

/** All state of a page is in its address: what it is, and how to change it. */
export function useUrlState(): {
  search: URLSearchParams;
  get: (key: string) => string | null;
  set: (changes: Changes, options?: { replace?: boolean }) => void;
} {
  const text = useSearch();
  const search = useMemo(() => new URLSearchParams(text), [text]);
  const get = useCallback((key: string) => search.get(key) || null, [search]);
  const set = useCallback((changes: Changes, { replace = false } = {}) => {
    const next = changed(location.search, changes);
    navigate(location.pathname + (next ? `?${next}` : ""), { replace });
  }, []);
  return { search, get, set };
}
