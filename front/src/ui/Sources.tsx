import type { Schemas } from "@/api/client";
import styles from "./Sources.module.css";

type Source = Schemas["SourceRef"];

export const findSource = (sources: readonly Source[] | undefined, dataset: string): Source | undefined =>
  sources?.find((source) => source.dataset === dataset);

const mention = ({ producer, vintage }: Pick<Source, "producer" | "vintage">): string =>
  [producer, vintage].filter(Boolean).join(", ");

/** "Insee, IGN (API…) ; GeoNames pour…" -> "Insee, IGN": beside a figure, the main producers; all are in <Sources>. */
export const shortMention = ({ producer, vintage }: Source): string =>
  mention({ producer: producer.split(/[(;]/)[0]?.trim() ?? producer, vintage });

/** "Dares, 2023", under a figure. */
export function SourceNote({ source }: { source: Source }) {
  return (
    <span className={styles.note}>
      {shortMention(source)}
      {source.sample && " (échantillon)"}
    </span>
  );
}

/** At the end of a page or part: every source, its producer, year and licence. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null;
  return (
    <details className={styles.sources}>
      <summary>Sources des données ({sources.length})</summary>
      <ul>
        {sources.map((source) => (
          <li key={source.dataset}>
            <a href={source.url} rel="noreferrer">
              {source.title}
            </a>{" "}
            – {mention(source)}, {source.licence}
            {source.sample && <strong> (échantillon livré avec Mobiville)</strong>}
          </li>
        ))}
      </ul>
    </details>
  );
}
