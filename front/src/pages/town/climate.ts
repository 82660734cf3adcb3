/** How high a column for a temperature is, 0 to 1: a scale of -10 to 30 degrees, which all of France's seasons fit in. */
export function fill(degrees: number): number {
  return Math.min(1, Math.max(0, (degrees + 10) / 40));
}
