const PAUSES_MS = [300, 1500];

/** Vite takes styles that failed for loaded: code loaded again would be without them, only a new page has them. */
const STYLES = /preload CSS/;

/** Loads code again when a request for it was cut, as happens when a phone changes networks; then gives up. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await load();
    } catch (error) {
      if (error instanceof Error && STYLES.test(error.message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return load();
}
