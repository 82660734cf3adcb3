const KEY = "mobiville.reloaded";
const AGAIN_AFTER_MS = 30_000;

/** What browsers and Vite say when a file of the build has not come: the network changed, or there is a newer build. */
const NOT_LOADED = /dynamically imported module|importing a module script|error loading/i;

/** Load the page again when a file of it has not come; false when that was tried just now, or is of no use. */
export function reloadOnce(error: unknown, now = Date.now(), reload = () => location.reload()): boolean {
  if (!(error instanceof Error) || !NOT_LOADED.test(error.message) || !navigator.onLine) return false;
  try {
    if (now - Number(sessionStorage.getItem(KEY) ?? 0) < AGAIN_AFTER_MS) return false;
    sessionStorage.setItem(KEY, String(now));
  } catch {
    return false;
  }
  reload();
  return true;
}
