import type { Sheet } from "@/pages/town/TownFrame";
import { degrees } from "@/text/format";
import { Figure, Figures } from "@/ui/Figure";
import { Missing } from "@/ui/Missing";
import { findSource } from "@/ui/Sources";

const SEASONS = [
  ["winter", "Hiver"],
  ["spring", "Printemps"],
  ["summer", "Été"],
  ["autumn", "Automne"],
] as const;

/** Mean temperatures of the departement by season. */
export function ClimatePart({ town }: { town: Sheet }) {
  const { climate } = town;
  return (
    <section aria-labelledby="climat" className="stack">
      <h2 id="climat">Climat</h2>
      {climate ? (
        <Figures>
          {SEASONS.map(([season, label]) => (
            <Figure
              key={season}
              label={label}
              value={degrees(climate[season])}
              note="température moyenne du département"
              source={findSource(town.sources, "temperatures")}
            />
          ))}
        </Figures>
      ) : (
        <Missing reason="Les températures du département ne sont pas connues." />
      )}
    </section>
  );
}
