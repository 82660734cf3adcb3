interface Place {
  latitude: number;
  longitude: number;
}

/** South-west and north-east of the mainland with Corsica, degrees. */
export const METROPOLE: [[number, number], [number, number]] = [
  [41.3, -5.2],
  [51.1, 9.6],
];

export function isInMetropole({ latitude, longitude }: Place): boolean {
  const [[south, west], [north, east]] = METROPOLE;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

/** What a map shows at first: the places of the mainland when there are some, lest a town overseas makes it a map of the world. */
export function framed<T extends Place>(places: readonly T[]): T[] {
  const mainland = places.filter(isInMetropole);
  return mainland.length > 0 ? mainland : [...places];
}
