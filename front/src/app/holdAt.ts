/** Milliseconds without a move after which a page is where it was. */
const STILL = 1000;
const LONGEST = 10_000;
const SIGNS_OF_A_VISITOR = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

let held = new AbortController();

/** Gives the page back to the visitor. */
export const letGo = (): void => held.abort();

/**
 * Scrolls there as soon as the page is long enough for it, and stays there while the rest of the page comes:
 * until it has been still, the visitor scrolls, or too long.
 */
export function holdAt(top: number): void {
  letGo();
  held = new AbortController();
  const { signal } = held;
  for (const sign of SIGNS_OF_A_VISITOR) {
    window.addEventListener(sign, letGo, { signal, passive: true, capture: true });
  }
  const end = performance.now() + LONGEST;
  let movedAt = performance.now();
  const look = () => {
    if (signal.aborted) return;
    const now = performance.now();
    const deepest = document.documentElement.scrollHeight - window.innerHeight;
    if (Math.abs(window.scrollY - top) > 1) {
      movedAt = now;
      if (deepest >= top || now > end) window.scrollTo({ top, behavior: "instant" });
    }
    if (now > end || now - movedAt > STILL) letGo();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
