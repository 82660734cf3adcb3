/** Figures as French people write them. `null` in, `null` out: who shows it says "non disponible". */

type Maybe = number | null | undefined;

const formatter = (options: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat("fr-FR", options);
const whole = formatter({ maximumFractionDigits: 0 });
const oneDecimal = formatter({ maximumFractionDigits: 1 });
const cents = formatter({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percentage = formatter({ style: "percent", maximumFractionDigits: 0 });

const present = (value: Maybe): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

export const count = (value: Maybe): string | null => (present(value) ? whole.format(value) : null);
export const decimal = (value: Maybe): string | null => (present(value) ? oneDecimal.format(value) : null);
export const euros = (value: Maybe): string | null => (present(value) ? `${whole.format(value)} €` : null);
export const eurosCents = (value: Maybe): string | null =>
  present(value) ? `${cents.format(value)} €` : null;
export const rentM2 = (value: Maybe): string | null =>
  present(value) ? `${oneDecimal.format(value)} €/m²` : null;
export const squareMetres = (value: Maybe): string | null =>
  present(value) ? `${whole.format(value)} m²` : null;
export const metres = (value: Maybe): string | null => (present(value) ? `${whole.format(value)} m` : null);
export const degrees = (value: Maybe): string | null =>
  present(value) ? `${oneDecimal.format(value)} °C` : null;
/** A share from 0 to 1. */
export const share = (value: Maybe): string | null => (present(value) ? percentage.format(value) : null);

/** Under 10 km the first decimal matters; beyond, it is noise. */
export function km(value: Maybe): string | null {
  if (!present(value)) return null;
  return `${value < 10 ? oneDecimal.format(value) : whole.format(value)} km`;
}

/** "3 offres", "1 offre", "0 offre": French makes a plural from two on. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${Math.abs(value) >= 2 ? many : one}`;
}

/** "de Lille", "d’Angers", "du Mans", "des Sables-d’Olonne". */
export function ofTown(name: string): string {
  if (name.startsWith("Le ")) return `du ${name.slice(3)}`;
  if (name.startsWith("Les ")) return `des ${name.slice(4)}`;
  return /^[aeiouyhàâéèêëîïôûüœæ]/i.test(name) ? `d’${name}` : `de ${name}`;
}

/** "à Lille", "au Mans", "aux Sables-d’Olonne". */
export function atTown(name: string): string {
  if (name.startsWith("Le ")) return `au ${name.slice(3)}`;
  if (name.startsWith("Les ")) return `aux ${name.slice(4)}`;
  return `à ${name}`;
}

/** "SAINT-DENIS" and "Saint-Denis" -> "saint-denis", for addresses. */
export function slug(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/œ/giu, "oe")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Titles of sources in capitals are shouted: "AIDE SOIGNANT" -> "Aide soignant". */
export function sentence(text: string): string {
  if (text !== text.toUpperCase()) return text.charAt(0).toUpperCase() + text.slice(1);
  return text.charAt(0) + text.slice(1).toLowerCase();
}

export const day = (value: string | null | undefined): string | null =>
  value
    ? new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric" }).format(
        new Date(value),
      )
    : null;

export const moment = (value: string | null | undefined): string | null =>
  value
    ? new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" }).format(new Date(value))
    : null;
