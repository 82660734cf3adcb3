import { capitalised } from "@/pages/offers/words";
import type { Sheet } from "@/pages/town/TownFrame";
import { Missing } from "@/ui/Missing";
import { SourceNote, findSource } from "@/ui/Sources";
import { TENSION_WORDS, Tension } from "@/ui/Tension";

/** The tension of the occupation in words. */
export function CityTension({ town }: { town: Sheet }) {
  const { tension, bassin } = town;
  const source = findSource(town.sources, "tensions");
  if (!tension) {
    const wait = town.incomplete.includes("tension");
    return (
      <p>
        Tension{" "}
        <Missing reason={wait ? "Le service des tensions ne répond pas : réessayez bientôt." : undefined} />
      </p>
    );
  }
  const words = tension.tension ? TENSION_WORDS[tension.tension] : undefined;
  return (
    <div className="stack">
      <p>
        <Tension level={tension.tension} />
      </p>
      {words && (
        <p>
          Dans le bassin d’emploi{bassin && ` « ${bassinName(bassin.name)} »`}, {words.long}.
        </p>
      )}
      {source && (
        <p>
          <SourceNote source={tension.year ? { ...source, vintage: String(tension.year) } : source} />
        </p>
      )}
    </div>
  );
}

/** Names of bassins are in capitals at their source. */
const bassinName = (name: string): string => (name === name.toUpperCase() ? capitalised(name) : name);
