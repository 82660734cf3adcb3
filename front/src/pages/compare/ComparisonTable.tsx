/* eslint-disable jsx-a11y/no-interactive-element-to-noninteractive-role -- cells are not interactive; their roles outlive the display of a narrow screen */
import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { townPath } from "@/app/paths";
import { ComparisonCell } from "@/pages/compare/ComparisonCell";
import { isUnknown } from "@/pages/compare/gaps";
import { TownActions } from "@/pages/compare/TownActions";
import { GROUPS, type Line, type LiveOffers, isBest, liveBest } from "@/pages/compare/lines";
import { Icon } from "@/ui/Icon";
import { Missing } from "@/ui/Missing";
import { Thumbnail } from "@/ui/Photo";
import { SourceNote, findSource } from "@/ui/Sources";
import styles from "./ComparisonTable.module.css";

type Comparison = Schemas["Comparison"];
type Town = Schemas["ComparedTown"];
interface Props {
  comparison: Comparison;
  rome: string | null;
  /** offers of the occupation, as they are counted now */
  live: LiveOffers;
  /** the town where the person lives now, and whether that is this device's person */
  home: { code: string | null; mine: boolean };
  onHome: (code: string | null) => void;
  onRemove: (code: string) => void;
}

/** Roles are written: a narrow screen has rows that are no table rows to its style sheet. */
export function ComparisonTable({ comparison, rome, live, home, onHome, onRemove }: Props) {
  const { items, sources } = comparison;
  const codes = items.map((town) => town.code_insee);
  const best = rome ? liveBest(comparison.best, codes, live) : comparison.best;
  const homeTown = items.find((town) => town.code_insee === home.code) ?? null;
  return (
    <div className={styles.frame}>
      <table role="table" className={styles.table} data-towns={items.length}>
        <caption className="visually-hidden">
          Une colonne par ville ; la meilleure valeur de chaque ligne porte la mention « la meilleure ».
        </caption>
        <thead>
          <tr role="row" className="no-print">
            <td role="cell" />
            {items.map((town) => (
              <td role="cell" key={town.code_insee}>
                <div className={styles.photo}>
                  <Thumbnail photo={town.photo} sizes="16rem" />
                </div>
              </td>
            ))}
          </tr>
          <tr role="row" className={styles.names}>
            <td role="cell" />
            {items.map((town) => (
              <th role="columnheader" scope="col" key={town.code_insee}>
                <Link href={townPath(town, rome)} className={styles.name}>
                  {town.name}
                </Link>
                {home.code === town.code_insee && (
                  <span className={styles.home}>
                    <Icon name="home" size={15} /> {home.mine ? "vous y habitez" : "ville actuelle"}
                  </span>
                )}
              </th>
            ))}
          </tr>
          <tr role="row">
            <td role="cell" />
            {items.map((town) => (
              <td role="cell" key={town.code_insee}>
                <span className={styles.where}>
                  {town.departement.name} ({town.departement.code})
                </span>
                <TownActions
                  town={town}
                  home={home.code === town.code_insee}
                  narrow={items.length > 2}
                  onHome={onHome}
                  onRemove={onRemove}
                />
              </td>
            ))}
          </tr>
        </thead>
        {GROUPS.map(({ title, lines }) => (
          <tbody key={title}>
            <tr role="row">
              <th role="rowheader" scope="rowgroup" colSpan={items.length + 1} className={styles.group}>
                {title}
              </th>
            </tr>
            {lines
              .filter((line) => !line.needsRome || rome)
              .map((line) => (
                <Row
                  key={line.key}
                  line={line}
                  towns={items}
                  home={homeTown}
                  sources={sources}
                  best={best}
                  live={rome ? live : null}
                />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface RowProps {
  line: Line;
  towns: readonly Town[];
  /** the one that the others are measured against */
  home: Town | null;
  sources: Comparison["sources"];
  best: Record<string, string>;
  /** null: no occupation to count offers of */
  live: LiveOffers | null;
}

function Row({ line, towns, home, sources, best, live }: RowProps) {
  const source = findSource(sources, line.dataset);
  const counted = line.key === "offers" ? live : null;
  const measure = (town: Town) => ({ town, live: counted?.of(town.code_insee) });
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {line.label}
        {counted ? (
          <span className={styles.note}>France Travail, à l’instant</span>
        ) : (
          source && <SourceNote source={source} />
        )}
      </th>
      {towns.every((town) => isUnknown(line, measure(town))) ? (
        <td role="cell" colSpan={towns.length}>
          <Missing />
        </td>
      ) : (
        towns.map((town) => (
          <ComparisonCell
            key={town.code_insee}
            line={line}
            measured={measure(town)}
            home={home && home !== town ? measure(home) : null}
            best={isBest(best, line, town)}
          />
        ))
      )}
    </tr>
  );
}
