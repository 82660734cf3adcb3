import type { Schemas } from "@/api/client";
import { useSamplePhotos } from "@/api/samplePhotos";
import { comparePath } from "@/app/paths";
import { MatchLines } from "@/pages/match/MatchLines";
import { CRITERIA } from "@/state/weights";
import { count, plural } from "@/text/format";
import { ButtonLink } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { FiguresNote } from "@/ui/FiguresNote";
import { SampleBadge } from "@/ui/SampleBadge";
import { Sources } from "@/ui/Sources";
import { TownCard } from "@/ui/TownCard";
import styles from "./MatchPage.module.css";

type CityPage = Schemas["CityPage"];

/** What all towns of a page have as their score, when there is no telling them apart by it. */
export function tiedScore(towns: readonly { match?: { score: number } | null | undefined }[]): number | null {
  const scores = new Set(towns.map(({ match }) => match && Math.round(match.score)));
  const [score] = scores;
  return towns.length > 1 && scores.size === 1 ? (score ?? null) : null;
}

/** The towns that suit best. */
export function Ranking({ page, rome, all }: { page: CityPage; rome: string | null; all: string }) {
  const leftOut = page.match?.left_out
    .map((key) => CRITERIA.find((one) => one.key === key)?.label.toLowerCase())
    .join(", ");
  const samplePhotos = useSamplePhotos(page.items);
  const tied = tiedScore(page.items);
  const first = page.items.slice(0, 4).map((town) => town.code_insee);
  return (
    <>
      {leftOut && (
        <p className={`small ${styles.remark}`} role="status">
          Sans effet sur le score, faute de données : {leftOut}.
        </p>
      )}
      {tied !== null && (
        <p className={`small ${styles.remark}`}>
          Ces villes ont toutes {count(tied)} sur 100 : ce que nous savons d’elles ne les départage pas. Les
          plus peuplées sont les premières. Donnez de l’importance à d’autres critères pour affiner.
        </p>
      )}
      <SampleBadge sample={page.sample} photos={samplePhotos} />
      <ol className={`plain ${styles.list}`}>
        {page.items.map((town) => (
          <li key={town.code_insee}>
            <TownCard town={town} rome={rome}>
              {town.match && <MatchLines match={town.match} />}
            </TownCard>
          </li>
        ))}
      </ol>
      <FiguresNote sources={page.sources} />
      <p className={`cluster no-print ${styles.next}`}>
        <ButtonLink to={all} variant="primary" icon="map">
          Sur la carte, avec des filtres ({plural(page.total, "ville")})
        </ButtonLink>
        <ButtonLink to={comparePath(first, rome)} icon="compare">
          Comparer les quatre premières
        </ButtonLink>
      </p>
      <Sources sources={page.sources} />
    </>
  );
}

/** Says the new order once it is known; where the list is below the sliders, its first town and the way to it. */
export function AtTheTop({ page }: { page: CityPage | undefined }) {
  const first = page?.items[0];
  const names = page?.items.slice(0, 3).map(({ name }) => name);
  const show = () => {
    const heading = document.getElementById("best");
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  };
  return (
    <>
      <p role="status" className="visually-hidden">
        {names?.length ? `Classement : ${names.join(", puis ")}.` : ""}
      </p>
      {first && (
        <button type="button" className={styles.peek} onClick={show}>
          <span>
            En tête : <strong>{first.name}</strong>
          </span>
          <span className={styles.go}>
            Voir<span className="visually-hidden"> le classement</span> <Icon name="chevron" size={16} />
          </span>
        </button>
      )}
    </>
  );
}
