/** Keeps what was visited for when there is no network. Not in development: Vite has its own way there. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => {
    // Without it the site works, only not offline: a refusal (private window) is no error to show.
    navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  });
}
