import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { townPath } from "@/app/paths";
import { plural } from "@/text/format";
import { Missing } from "@/ui/Missing";
import { SourceNote } from "@/ui/Sources";
import styles from "./Areas.module.css";

interface Props {
  towns: readonly Schemas["TownRef"][];
  rome: string | null;
  source: Schemas["SourceRef"] | undefined;
}

/** The largest towns of an area. */
export function AreaTowns({ towns, rome, source }: Props) {
  return (
    <section aria-labelledby="villes">
      <h2 id="villes">Les plus grandes villes</h2>
      {towns.length === 0 ? (
        <Missing />
      ) : (
        <ol className={`plain ${styles.links}`}>
          {towns.map((town) => (
            <li key={town.code_insee}>
              <Link href={townPath(town, rome)}>{town.name}</Link>{" "}
              <span className="small muted nums">
                {town.population === null ? <Missing /> : plural(town.population, "habitant")}
              </span>
            </li>
          ))}
        </ol>
      )}
      {source && <SourceNote source={source} />}
    </section>
  );
}
