import type { Schemas } from "@/api/client";

type Sheet = Schemas["CitySheet"];
type Part = "housing" | "climate" | "equipment";

const WORDS: Record<Part, string> = {
  housing: "le logement (loyers, prix de vente, logements sociaux)",
  climate: "le climat",
  equipment: "les services et équipements",
};

/** Parts of the sheet of which nothing is known; what could not be read for the moment is not among them. */
export function unknownParts(
  town: Pick<Sheet, "housing" | "climate" | "equipment" | "incomplete">,
  asked: readonly Part[] = ["housing", "climate", "equipment"],
): Part[] {
  const unread = (part: string) => (town.incomplete as readonly string[]).includes(part);
  return asked.filter(
    (part) => !unread(part) && (part === "housing" ? !pays(town.housing) : town[part] === null),
  );
}

/** "le logement (…), le climat et les services et équipements" */
export const namesOf = (parts: readonly Part[]): readonly string[] => parts.map((part) => WORDS[part]);

function pays(housing: Sheet["housing"]): boolean {
  if (!housing) return false;
  const { rents, social_waiting_times: times, ...figures } = housing;
  return rents.length + times.length > 0 || Object.values(figures).some((figure) => figure !== null);
}
