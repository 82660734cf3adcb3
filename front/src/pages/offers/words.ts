import type { Schemas } from "@/api/client";
import { km } from "@/text/format";

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

/** "Mensuel de 2100.0 Euros à 2400.50 Euros sur 12.0 mois" with figures as French people write them. */
export const tidyPay = (label: string): string =>
  label
    .replace(/(\d+)[.,]0+(?!\d)/g, "$1")
    .replace(/(\d+)\.(\d+)/g, "$1,$2")
    .replace(/\bEuros\b/g, "€");

/** "7 An(s)" as "7 ans d’expérience", other words as they come. */
export function tidyExperience(label: string): string {
  const years = /^(\d+) An\(s\)$/i.exec(label)?.[1];
  return years
    ? `${years} ${Number(years) > 1 ? "ans" : "an"} d’expérience`
    : label.replace(/An\(s\)/g, "an(s)");
}

/** "CDD - 3 Mois" as "CDD de 3 mois", "Intérim - 18 Jour(s)" as "Intérim de 18 jours". */
export function tidyContract(label: string): string {
  const parts = /^(.+?) - (\d+) (Mois|Jour|An)(?:\(s\)|s)?$/i.exec(label);
  if (!parts?.[3]) return label;
  const unit = parts[3].toLowerCase();
  return `${parts[1]} de ${parts[2]} ${unit}${unit !== "mois" && Number(parts[2]) > 1 ? "s" : ""}`;
}

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
