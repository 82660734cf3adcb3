/** The address of a photo in that width (pixels); some have a query already: the version of the photo. */
export function inWidth(url: string, width: number): string {
  return `${url}${url.includes("?") ? "&" : "?"}width=${width}`;
}

/** The `srcset` of a photo: its address in each of those widths. */
export function listWidths(url: string, widths: number[]): string {
  return widths.map((width) => `${inWidth(url, width)} ${width}w`).join(", ");
}
