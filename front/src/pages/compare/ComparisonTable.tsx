import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import type { LiveCount } from "@/api/offerCounts";
import { townPath } from "@/app/paths";
import { GROUPS, type Line, type LiveOffers, isBest, liveBest } from "@/pages/compare/lines";
import { count } from "@/text/format";
import { Icon } from "@/ui/Icon";
import { Missing } from "@/ui/Missing";
import { Thumbnail } from "@/ui/Photo";
import { SourceNote, findSource } from "@/ui/Sources";
import { Tension } from "@/ui/Tension";
import { FavouriteButton } from "@/ui/TownCard";
import styles from "./ComparisonTable.module.css";

type Comparison = Schemas["Comparison"];
type Town = Schemas["ComparedTown"];
interface Props {
  comparison: Comparison;
  rome: string | null;
  /** offers of the occupation, as they are counted now */
  live: LiveOffers;
  onRemove: (code: string) => void;
}

export function ComparisonTable({ comparison, rome, live, onRemove }: Props) {
  const { items, sources } = comparison;
  const codes = items.map((town) => town.code_insee);
  const best = rome ? liveBest(comparison.best, codes, live) : comparison.best;
  return (
    // A region that scrolls sideways has to be reached from the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="region" aria-label="Tableau de comparaison" tabIndex={0}>
      <table className={styles.table} data-towns={items.length}>
        <caption className="visually-hidden">
          Une colonne par ville ; la meilleure valeur de chaque ligne porte la mention « la meilleure ».
        </caption>
        <thead>
          <tr>
            <td />
            {items.map((town) => (
              <TownHead key={town.code_insee} town={town} rome={rome} onRemove={onRemove} />
            ))}
          </tr>
        </thead>
        {GROUPS.map(({ title, lines }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={items.length + 1} className={styles.group}>
                {title}
              </th>
            </tr>
            {lines
              .filter((line) => !line.needsRome || rome)
              .map((line) => {
                const source = findSource(sources, line.dataset);
                return (
                  <tr key={line.key}>
                    <th scope="row">
                      {line.label}
                      {rome && line.key === "offers" ? (
                        <span className={styles.note}>France Travail, à l’instant</span>
                      ) : (
                        source && <SourceNote source={source} />
                      )}
                    </th>
                    {items.map((town) => (
                      <Cell
                        key={town.code_insee}
                        line={line}
                        town={town}
                        live={rome && line.key === "offers" ? live.of(town.code_insee) : undefined}
                        best={isBest(best, line, town)}
                      />
                    ))}
                  </tr>
                );
              })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function TownHead({
  town,
  rome,
  onRemove,
}: {
  town: Town;
  rome: string | null;
  onRemove: (code: string) => void;
}) {
  return (
    <th scope="col">
      <div className={`${styles.photo} no-print`}>
        <Thumbnail photo={town.photo} sizes="16rem" />
      </div>
      <Link href={townPath(town, rome)} className={styles.name}>
        {town.name}
      </Link>
      <span className={styles.where}>
        {town.departement.name} ({town.departement.code})
      </span>
      <span className={`${styles.actions} no-print`}>
        <FavouriteButton code={town.code_insee} name={town.name} />
        <button type="button" className={styles.remove} onClick={() => onRemove(town.code_insee)}>
          <Icon name="close" size={16} /> Retirer<span className="visually-hidden"> {town.name}</span>
        </button>
      </span>
    </th>
  );
}

interface CellProps {
  line: Line;
  town: Town;
  /** the number to show instead of the API's figure */
  live: LiveCount | undefined;
  best: boolean;
}

function Cell({ line, town, live, best }: CellProps) {
  const waiting = live === "waiting";
  const value = live === undefined ? line.value(town) : waiting ? null : count(live);
  const note = live === undefined ? line.note?.(town) : "à moins de 10 km";
  return (
    <td data-best={best}>
      <span className={styles.value}>
        {waiting ? (
          <span className="muted">en cours</span>
        ) : value === null ? (
          <Missing />
        ) : line.key === "tension" ? (
          <Tension level={town.figures.tension} short />
        ) : (
          value
        )}
      </span>
      {value !== null && note && <span className={styles.note}>{note}</span>}
      {best && (
        <span className={styles.best}>
          <Icon name="check" size={15} /> la meilleure
        </span>
      )}
    </td>
  );
}
