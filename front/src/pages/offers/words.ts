import type { Schemas } from "@/api/client";
import { count, euros, eurosCents, km, plural } from "@/text/format";

type Offer = Schemas["Offer"];

const DAY_MS = 24 * 3600 * 1000;

/** "Aujourd’hui", "Hier", "Il y a 5 jours"; null when it is not told. */
export function published(at: string | null, now: Date): string | null {
  if (!at) return null;
  const midnight = (date: Date) => new Date(date).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(new Date(at))) / DAY_MS);
  if (days <= 0) return "Aujourd’hui";
  return days === 1 ? "Hier" : `Il y a ${days} jours`;
}

/** "35 - RENNES" as "Rennes (35)". */
export function placeOf(label: string | null): string | null {
  const parts = /^(\d[\dAB]\d?) - (.+)$/.exec(label ?? "");
  if (!parts?.[2]) return label;
  const name = parts[2] === parts[2].toUpperCase() ? capitalised(parts[2]) : parts[2];
  return `${name} (${parts[1]})`;
}

const SMALL = new Set(["de", "du", "des", "la", "le", "les", "sur", "sous", "en", "et", "aux", "lès"]);

/** "BOURG EN BRESSE" as "Bourg en Bresse". */
export const capitalised = (text: string): string =>
  text
    .toLowerCase()
    .split(/([\s’'-])/)
    .map((word, index) =>
      index > 0 && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join("");

/** "Horaire de 12.5 Euros à 2400.0 Euros sur 12.0 mois" as "Horaire : de 12,50 € à 2 400 € sur 12 mois". */
export const tidyPay = (label: string): string =>
  label
    .replace(/(\d+(?:[.,]\d+)?)\s*(?:Euros?\b|€)/gi, (_, amount: string) => {
      const value = Number(amount.replace(",", "."));
      return (Number.isInteger(value) ? euros(value) : eurosCents(value)) ?? amount;
    })
    .replace(/(\d+)[.,]0+ mois\b/g, (_, months: string) => `${count(Number(months)) ?? months}\u00A0mois`)
    .replace(/^(Annuel|Mensuel|Horaire)\s*:?\s+(?=de |\d)/i, "$1\u00A0: ");

/** "7 An(s)" as "7 ans d’expérience", "Expérience souhaitée de 4 An(s)" as "… de 4 ans". */
export function tidyExperience(label: string): string {
  const told = label.replace(
    /(\d+) (an|mois|jour)(?:\(s\)|s)?(?!\p{L})/giu,
    (_, number: string, unit: string) => {
      const one = unit.toLowerCase();
      return plural(Number(number), one, one === "mois" ? one : undefined);
    },
  );
  return /^\d+\sans?$/.test(told) ? `${told} d’expérience` : told;
}

/** "CDD - 3 Mois" as "CDD de 3 mois", "Intérim - 18 Jour(s)" as "Intérim de 18 jours". */
export function tidyContract(label: string): string {
  const parts = /^(.+?) - (\d+) (Mois|Jour|An)(?:\(s\)|s)?$/i.exec(label);
  if (!parts?.[3]) return label;
  const unit = parts[3].toLowerCase();
  return `${parts[1]} de ${parts[2]} ${unit}${unit !== "mois" && Number(parts[2]) > 1 ? "s" : ""}`;
}

/** "Contrat travail" says nothing that "CDI" does not; "Contrat apprentissage" does. */
export const tellingNature = (nature: string | null): string | null =>
  nature && /^contrat (de )?travail$/i.test(nature) ? null : nature;

/** "35H/semaine" and, on a line of its own, "Travail le samedi" as "35 h/semaine, travail le samedi". */
export const tidyHours = (label: string): string =>
  label
    .replace(/(\d+)H(?=\d|\/|\b)/g, "$1 h")
    .replace(/\s*\n\s*(\p{L})/gu, (_, letter: string) => `, ${letter.toLowerCase()}`);

/** Where, how far, for how long, how many hours: what is told of them. */
export function summary(offer: Offer): string[] {
  const { distance_km: distance } = offer;
  return [
    placeOf(offer.place.label),
    typeof distance === "number" && distance >= 0.1 ? `à ${km(distance)}` : null,
    offer.contract.label && tidyContract(offer.contract.label),
    offer.hours.summary,
    offer.experience.label && tidyExperience(offer.experience.label),
  ].filter((part): part is string => Boolean(part));
}

interface Place {
  latitude: number | null;
  longitude: number | null;
}
const EARTH_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** As the crow flies, km; null when either is not known. */
export function distanceKm(from: Place, to: Place): number | null {
  if (from.latitude === null || from.longitude === null || to.latitude === null || to.longitude === null)
    return null;
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const shrunk = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  return 2 * EARTH_KM * Math.asin(Math.sqrt(north + shrunk * east));
}
