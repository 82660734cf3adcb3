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

const capitalised = (text: string): string =>
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

/** Where, how far, for how long, how many hours: what is told of them. */
export function summary(offer: Offer): string[] {
  const distance =
    offer.distance_km === null || offer.distance_km === undefined ? null : km(offer.distance_km);
  return [
    placeOf(offer.place.label),
    distance && `à ${distance}`,
    offer.contract.label,
    offer.hours.summary,
    offer.experience.label && tidyExperience(offer.experience.label),
  ].filter((part): part is string => Boolean(part));
}
