const PAUSES_MS = [300, 1500];

/** Loads code again when a request for it was cut, as happens when a phone changes networks; then gives up. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return load();
}
