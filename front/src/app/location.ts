import { useEffect, useLayoutEffect } from "react";
import { navigate as browserNavigate, usePathname } from "wouter/use-browser-location";
import { holdAt, letGo } from "@/app/holdAt";

interface EntryState {
  key?: string;
  /** where the page was when it was left */
  top?: number;
}
interface NavigateOptions {
  replace?: boolean;
  state?: object;
}

const positions = new Map<string, number>();
let goingForward = false;
const entry = (): EntryState => (history.state as EntryState | null) ?? {};
const entryKey = (): string => entry().key ?? "first";
// Not crypto.randomUUID: a site without TLS has none.
const newKey = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
let here = entryKey();

/** In the entry itself too: it outlives the page, that may be loaded again or left for another site. */
function keepPosition(): void {
  positions.set(here, window.scrollY);
  history.replaceState({ ...entry(), top: window.scrollY }, "");
}

/** Goes there; each entry of the history has a key, under which the scroll position is kept when it is left. */
export function navigate(to: string, { replace = false, state = {} }: NavigateOptions = {}): void {
  letGo();
  if (!replace) {
    keepPosition();
    here = newKey();
  }
  goingForward = true;
  browserNavigate(to, { replace, state: { ...state, key: here } });
}

/** The location hook that wouter's Router is given. */
export const useKeyedLocation = (): [string, typeof navigate] => [usePathname(), navigate];

/** Top of the page on a new one, where one was on one that is gone back to. */
export function useScrollPositions(): void {
  useEffect(() => {
    history.scrollRestoration = "manual";
    const goThere = () => {
      letGo();
      positions.set(here, window.scrollY);
      const within = location.hash !== "" && entryKey() === "first";
      if (within) history.replaceState({ key: newKey() }, "");
      here = entryKey();
      goingForward = false;
      if (!within) holdAt(positions.get(here) ?? entry().top ?? 0);
    };
    if (entry().top) holdAt(entry().top ?? 0);
    window.addEventListener("popstate", goThere);
    window.addEventListener("pagehide", keepPosition);
    return () => {
      window.removeEventListener("popstate", goThere);
      window.removeEventListener("pagehide", keepPosition);
    };
  }, []);
}

/** A page that one goes forward to starts at its top. */
export function useTopOfNewPage(path: string): void {
  useLayoutEffect(() => {
    if (goingForward) window.scrollTo({ top: 0, behavior: "instant" });
  }, [path]);
}
