/** localStorage that may be refused (private windows): then nothing is kept, and nothing breaks. */

const PREFIX = "mobiville.";

export function read(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // kept for this page only
  }
}
