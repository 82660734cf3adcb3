import { useSyncExternalStore } from "react";
import { read, write } from "@/state/storage";

const KEY = "favoris";
const CODE = /^[0-9][0-9AB][0-9]{3}$/;
const listeners = new Set<() => void>();
let codes = parse(read(KEY));

/** INSEE codes from what is stored; anything else there is forgotten. */
export function parse(text: string | null): readonly string[] {
  return [...new Set((text ?? "").split(",").filter((code) => CODE.test(code)))];
}

function change(next: readonly string[]): void {
  codes = next;
  write(KEY, next.length ? next.join(",") : null);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const elsewhere = (event: StorageEvent) => {
    if (!event.key?.endsWith(KEY)) return;
    codes = parse(event.newValue);
    listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", elsewhere);
  };
}

/** Towns kept on this device, the latest last; the same in every tab. */
export function useFavourites() {
  const kept = useSyncExternalStore(subscribe, () => codes);
  return {
    codes: kept,
    has: (code: string) => kept.includes(code),
    toggle: (code: string) =>
      change(kept.includes(code) ? kept.filter((one) => one !== code) : [...kept, code]),
  };
}
