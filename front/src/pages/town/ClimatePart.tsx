import { fill } from "@/pages/town/climate";
import type { Sheet } from "@/pages/town/TownFrame";
import { degrees } from "@/text/format";
import { Missing } from "@/ui/Missing";
import { SourceNote, findSource } from "@/ui/Sources";
import styles from "./Climate.module.css";

const SEASONS = [
  ["winter", "Hiver"],
  ["spring", "Printemps"],
  ["summer", "Été"],
  ["autumn", "Automne"],
] as const;

/** Mean temperatures of the departement by season: a column each, with its figure below. */
export function ClimatePart({ town }: { town: Sheet }) {
  const { climate, departement } = town;
  const source = findSource(town.sources, "temperatures");
  return (
    <section aria-labelledby="climat" className="stack">
      <h2 id="climat">Climat</h2>
      {climate ? (
        <>
          <p>Température moyenne de chaque saison dans le département ({departement.name}).</p>
          <dl className={styles.seasons}>
            {SEASONS.map(([season, label]) => (
              <div key={season}>
                <Column value={climate[season]} />
                <dt>{label}</dt>
                <dd>{degrees(climate[season]) ?? <Missing />}</dd>
              </div>
            ))}
          </dl>
          {source && <SourceNote source={source} />}
        </>
      ) : (
        <p>
          <Missing reason="Les températures de ce département ne sont pas connues." />
        </p>
      )}
    </section>
  );
}

const TALL = 96;

function Column({ value }: { value: number | null }) {
  const height = value === null ? 0 : Math.round(fill(value) * TALL);
  return (
    <svg viewBox={`0 0 24 ${TALL}`} aria-hidden="true" focusable="false">
      <rect width="24" height={TALL} rx="6" />
      <rect y={TALL - height} width="24" height={height} rx="6" />
    </svg>
  );
}
