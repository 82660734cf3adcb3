import type { Schemas } from "@/api/client";
import type { LiveCount } from "@/api/offerCounts";
import { count, degrees, euros, km, metres, plural, rentM2 } from "@/text/format";
import { ENVIRONMENTS, SIZES, labelOf } from "@/text/labels";

type Town = Schemas["ComparedTown"];

export interface Line {
  /** the figure's name in the API, for which town has the best */
  key: string;
  label: string;
  /** what is compared; a line of words has none */
  figure: (town: Town) => number | null | undefined;
  write: (value: number | null | undefined) => string | null;
  /** how many decimals of a value are written; 0 unless it says so */
  decimals?: (value: number) => number;
  /** how a difference is written, when it is not as the figure is */
  writeGap?: (value: number) => string | null;
  /** words in the place of a figure */
  words?: (town: Town) => string;
  /** what the figure is of; those of different levels cannot be compared */
  level?: (town: Town) => keyof typeof LEVELS | null;
  note?: (town: Town) => string | null;
  dataset: string;
  needsRome?: boolean;
}
interface Group {
  title: string;
  lines: readonly Line[];
}

const LEVELS = {
  commune: null,
  bassin: "dans le bassin d’emploi",
  departement: "moyenne du département",
} as const;

const oneDecimal = () => 1;

/** What is compared, in the order of reading. */
export const GROUPS: readonly Group[] = [
  {
    title: "Emploi",
    lines: [
      {
        key: "tension",
        label: "Chances d’emploi",
        figure: (town) => town.figures.tension,
        write: count,
        writeGap: (value) => plural(value, "niveau", "niveaux"),
        dataset: "tensions",
        needsRome: true,
      },
      {
        key: "offers",
        label: "Offres publiées",
        figure: (town) => town.figures.offers,
        write: count,
        writeGap: (value) => plural(value, "offre"),
        level: (town) => town.figures.offers_level,
        dataset: "offers",
      },
    ],
  },
  {
    title: "Logement",
    lines: [
      {
        key: "rent_m2",
        label: "Loyer d’un appartement, par mois",
        figure: (town) => town.figures.rent_m2,
        write: rentM2,
        decimals: oneDecimal,
        dataset: "rents",
      },
      {
        key: "rent_two_rooms",
        label: "Loyer d’un deux-pièces, par mois",
        figure: (town) => town.figures.rent_two_rooms,
        write: euros,
        dataset: "typical-rents",
      },
      {
        key: "price_m2",
        label: "Prix d’achat au m²",
        figure: (town) => town.figures.price_m2,
        write: euros,
        level: (town) => town.figures.price_level,
        dataset: "prices",
      },
      {
        key: "social_dwellings_per_10k",
        label: "Logements sociaux pour 10 000 habitants",
        figure: (town) => town.figures.social_dwellings_per_10k,
        write: count,
        dataset: "social-housing",
      },
    ],
  },
  {
    title: "Services",
    lines: [
      {
        key: "equipment_per_10k",
        label: "Commerces, services et équipements pour 10 000 habitants",
        figure: (town) => town.figures.equipment_per_10k,
        write: count,
        dataset: "equipment",
      },
      {
        key: "health_per_10k",
        label: "dont santé",
        figure: (town) => town.figures.health_per_10k,
        write: count,
        dataset: "equipment",
      },
    ],
  },
  {
    title: "Cadre de vie",
    lines: [
      {
        key: "population",
        label: "Habitants",
        figure: (town) => town.population,
        write: count,
        note: (town) => town.size && labelOf(SIZES, town.size),
        dataset: "cities",
      },
      {
        key: "environments",
        label: "Environnement",
        figure: () => null,
        write: count,
        words: (town) => town.environments.map((key) => labelOf(ENVIRONMENTS, key)).join(", ") || "Ville",
        dataset: "cities",
      },
      {
        key: "density_per_km2",
        label: "Habitants au km²",
        figure: (town) => town.figures.density_per_km2,
        write: count,
        dataset: "cities",
      },
      {
        key: "sea_distance_km",
        label: "Distance à la mer",
        figure: (town) => town.figures.sea_distance_km,
        write: km,
        decimals: (value) => (value < 10 ? 1 : 0),
        dataset: "cities",
      },
      {
        key: "altitude_m",
        label: "Altitude",
        figure: (town) => town.figures.altitude_m,
        write: metres,
        dataset: "cities",
      },
      {
        key: "winter",
        label: "Température moyenne en hiver",
        figure: (town) => town.climate?.winter,
        write: degrees,
        decimals: oneDecimal,
        note: () => "dans le département",
        dataset: "temperatures",
      },
      {
        key: "summer",
        label: "Température moyenne en été",
        figure: (town) => town.climate?.summer,
        write: degrees,
        decimals: oneDecimal,
        note: () => "dans le département",
        dataset: "temperatures",
      },
    ],
  },
];

/** What a figure is of, or is about, when it must be said. */
export function noteOf(line: Line, town: Town): string | null {
  const level = line.level?.(town);
  return level ? LEVELS[level] : (line.note?.(town) ?? null);
}

/** "La meilleure" is said of the best town of a line, when there is one. */
export const isBest = (best: Record<string, string>, line: Line, town: Town): boolean =>
  best[line.key] === town.code_insee;

export interface LiveOffers {
  of: (code: string) => LiveCount | undefined;
}

/** The best with offers counted now in the place of those of the API: that of all towns, when all are counted. */
export function liveBest(
  best: Record<string, string>,
  codes: readonly string[],
  live: LiveOffers,
): Record<string, string> {
  const counts = codes.map((code) => live.of(code));
  const others = Object.fromEntries(Object.entries(best).filter(([figure]) => figure !== "offers"));
  if (codes.length < 2 || !counts.every((total) => typeof total === "number")) return others;
  const most = Math.max(...counts);
  const [winner, second] = codes.filter((_, index) => counts[index] === most);
  return winner && !second ? { ...others, offers: winner } : others;
}
