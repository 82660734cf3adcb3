import { useEffect, useLayoutEffect } from "react";
import { navigate as browserNavigate, usePathname } from "wouter/use-browser-location";

interface EntryState {
  key?: string;
}
interface NavigateOptions {
  replace?: boolean;
  state?: object;
}

const positions = new Map<string, number>();
let goingForward = false;
const entryKey = (): string => (history.state as EntryState | null)?.key ?? "first";

/** Goes there; each entry of the history has a key, under which its scroll position is kept. */
export function navigate(to: string, { replace = false, state = {} }: NavigateOptions = {}): void {
  const key = replace ? entryKey() : crypto.randomUUID();
  goingForward = true;
  browserNavigate(to, { replace, state: { ...state, key } });
}

/** The location hook that wouter's Router is given. */
export const useKeyedLocation = (): [string, typeof navigate] => [usePathname(), navigate];

/** Top of the page on a new one, where one was on one that is gone back to. */
export function useScrollPositions(): void {
  useEffect(() => {
    history.scrollRestoration = "manual";
    const remember = () => void positions.set(entryKey(), window.scrollY);
    window.addEventListener("scroll", remember, { passive: true });
    const restore = () => {
      goingForward = false;
      restoreSoon(positions.get(entryKey()) ?? 0);
    };
    window.addEventListener("popstate", restore);
    return () => {
      window.removeEventListener("scroll", remember);
      window.removeEventListener("popstate", restore);
    };
  }, []);
}

/** Scrolls when the page is long enough for it; gives up when its answer takes more than a second. */
function restoreSoon(top: number): void {
  const until = performance.now() + 1000;
  const attempt = () => {
    const longEnough = document.documentElement.scrollHeight - window.innerHeight >= top;
    if (longEnough || performance.now() > until) window.scrollTo({ top, behavior: "instant" });
    else requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

/** A page that one goes forward to starts at its top. */
export function useTopOfNewPage(path: string): void {
  useLayoutEffect(() => {
    if (goingForward) window.scrollTo({ top: 0, behavior: "instant" });
  }, [path]);
}
