import { decimal } from "@/text/format";

/** Themes of equipment as people say them. */
const THEMES: Record<string, string> = {
  sante: "Santé et action sociale",
  enseignement: "Enseignement",
  commerce: "Commerces",
  commerces: "Commerces",
  services: "Services aux particuliers",
  transport: "Transports et déplacements",
  transports: "Transports et déplacements",
  sport: "Sports",
  sports: "Sports",
  culture: "Culture et loisirs",
  loisirs: "Loisirs",
  tourisme: "Tourisme",
};

export function themeLabel(theme: string | null): string {
  if (theme === null) return "Autres équipements";
  return THEMES[theme] ?? theme.charAt(0).toUpperCase() + theme.slice(1);
}

/** ", comme ailleurs (9,4)": a difference of a tenth is none. Empty when one is unknown. */
export function besidePeers(own: number | null, peers: number | null): string {
  if (own === null || peers === null) return "";
  const words =
    own > peers * 1.1 ? "plus qu’ailleurs" : own < peers * 0.9 ? "moins qu’ailleurs" : "comme ailleurs";
  return `, ${words} (${decimal(peers)})`;
}
