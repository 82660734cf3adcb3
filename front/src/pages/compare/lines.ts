import type { Schemas } from "@/api/client";
import type { LiveCount } from "@/api/offerCounts";
import { count, degrees, euros, km, metres, rentM2 } from "@/text/format";
import { ENVIRONMENTS, SIZES, labelOf } from "@/text/labels";

type Town = Schemas["ComparedTown"];

export interface Line {
  /** the figure's name in the API, for which town has the best */
  key: string;
  label: string;
  value: (town: Town) => string | null;
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

/** What is compared, in the order of reading. */
export const GROUPS: readonly Group[] = [
  {
    title: "Emploi",
    lines: [
      {
        key: "tension",
        label: "Chances d’emploi",
        value: (town) => count(town.figures.tension),
        dataset: "tensions",
        needsRome: true,
      },
      {
        key: "offers",
        label: "Offres publiées",
        value: (town) => count(town.figures.offers),
        note: (town) => (town.figures.offers_level ? LEVELS[town.figures.offers_level] : null),
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
        value: (town) => rentM2(town.figures.rent_m2),
        dataset: "rents",
      },
      {
        key: "rent_two_rooms",
        label: "Loyer d’un deux-pièces, par mois",
        value: (town) => euros(town.figures.rent_two_rooms),
        dataset: "typical-rents",
      },
      {
        key: "price_m2",
        label: "Prix d’achat au m²",
        value: (town) => euros(town.figures.price_m2),
        note: (town) => (town.figures.price_level ? LEVELS[town.figures.price_level] : null),
        dataset: "prices",
      },
      {
        key: "social_dwellings_per_10k",
        label: "Logements sociaux pour 10 000 habitants",
        value: (town) => count(town.figures.social_dwellings_per_10k),
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
        value: (town) => count(town.figures.equipment_per_10k),
        dataset: "equipment",
      },
      {
        key: "health_per_10k",
        label: "dont santé",
        value: (town) => count(town.figures.health_per_10k),
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
        value: (town) => count(town.population),
        note: (town) => town.size && labelOf(SIZES, town.size),
        dataset: "cities",
      },
      {
        key: "environments",
        label: "Environnement",
        value: (town) => town.environments.map((key) => labelOf(ENVIRONMENTS, key)).join(", ") || "Ville",
        dataset: "cities",
      },
      {
        key: "density_per_km2",
        label: "Habitants au km²",
        value: (town) => count(town.figures.density_per_km2),
        dataset: "cities",
      },
      {
        key: "sea_distance_km",
        label: "Distance à la mer",
        value: (town) => km(town.figures.sea_distance_km),
        dataset: "cities",
      },
      {
        key: "altitude_m",
        label: "Altitude",
        value: (town) => metres(town.figures.altitude_m),
        dataset: "cities",
      },
      {
        key: "winter",
        label: "Température moyenne en hiver",
        value: (town) => degrees(town.climate?.winter),
        note: () => "dans le département",
        dataset: "temperatures",
      },
      {
        key: "summer",
        label: "Température moyenne en été",
        value: (town) => degrees(town.climate?.summer),
        note: () => "dans le département",
        dataset: "temperatures",
      },
    ],
  },
];

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
