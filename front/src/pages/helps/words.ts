/** Words of the site for the values of the API; a value that is not here is shown as it comes. */
const WORDS: Record<string, string> = {
  logement: "Logement",
  emploi: "Emploi",
  formation: "Formation",
  demenagement: "Déménagement",
  transport: "Transport",
  enfants: "Enfants",
  salarie: "Salarié",
  "demandeur-emploi": "Demandeur d’emploi",
  "jeune-actif": "Jeune actif",
  interimaire: "Intérimaire",
  alternant: "Alternant",
  etudiant: "Étudiant",
  parent: "Parent",
  tous: "Tout le monde",
  financiere: "Aide financière",
  accompagnement: "Accompagnement",
  garantie: "Garantie",
};

export const wordOf = (key: string): string => WORDS[key] ?? key.charAt(0).toUpperCase() + key.slice(1);

/** "Jusqu’à 29 ans", "À partir de 18 ans", "De 16 à 25 ans"; null when age does not matter. */
export function ages(min: number | null, max: number | null): string | null {
  if (min !== null && max !== null) return `De ${min} à ${max} ans`;
  if (min !== null) return `À partir de ${min} ans`;
  if (max !== null) return `Jusqu’à ${max} ans`;
  return null;
}

const month = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric" });

/** "2026-11" as "novembre 2026"; null when it is no month. */
export function monthOf(value: string | null): string | null {
  if (!value || !/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return null;
  return month.format(new Date(`${value}-15T12:00:00`));
}

/** What an address may say of an age: whole years from 0 to 120, else null. */
export function readAge(text: string | null): number | null {
  const age = text && /^\d{1,3}$/.test(text) ? Number(text) : null;
  return age !== null && age <= 120 ? age : null;
}
