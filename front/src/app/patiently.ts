const PAUSES_MS = [300, 1500];

let onItsWay = 0;
const listeners = new Set<() => void>();

/** How many pieces of code the page waits for. */
export const codeOnItsWay = (): number => onItsWay;

/** Tells whenever that number changes; returns how to hear no more of it. */
export function listenToCode(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Loads code again when a request for it was cut, as happens when a phone changes networks; then gives up. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  count(+1);
  try {
    return await persist(load);
  } finally {
    count(-1);
  }
}

async function persist<T>(load: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return load();
}

function count(change: 1 | -1): void {
  onItsWay += change;
  for (const tell of listeners) tell();
}
