import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import { type Schemas, apiQuery } from "@/api/client";
import { useSamplePhotos } from "@/api/samplePhotos";
import { comparePath } from "@/app/paths";
import { useFavourites } from "@/state/favourites";
import { MOST_COMPARED } from "@/state/townSearch";
import { plural } from "@/text/format";
import { ButtonLink } from "@/ui/Button";
import { FiguresNote } from "@/ui/FiguresNote";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { SampleBadge } from "@/ui/SampleBadge";
import { Sources } from "@/ui/Sources";
import { TownCard } from "@/ui/TownCard";
import styles from "./FavouritesPage.module.css";

type Comparison = Schemas["Comparison"];

/** As many as are compared at once: the API is asked for each lot. */
const inGroups = (codes: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(codes.length / MOST_COMPARED) }, (_, i) =>
    codes.slice(i * MOST_COMPARED, (i + 1) * MOST_COMPARED),
  );

/** Towns kept on this device; nobody else knows of them. */
export default function FavouritesPage() {
  const { codes } = useFavourites();
  return (
    <Page
      title="Vos favoris"
      lead={
        codes.length
          ? `${plural(codes.length, "ville gardée", "villes gardées")} sur cet appareil, et nulle part ailleurs.`
          : undefined
      }
      actions={
        codes.length > 1 && (
          <ButtonLink to={comparePath(codes.slice(-MOST_COMPARED))} icon="compare">
            Comparer {codes.length > MOST_COMPARED ? `les ${MOST_COMPARED} dernières` : "ces villes"}
          </ButtonLink>
        )
      }
    >
      {codes.length > 0 && <h2 className="visually-hidden">Villes gardées</h2>}
      {codes.length === 0 ? <NothingYet /> : <Kept codes={codes} />}
    </Page>
  );
}

function NothingYet() {
  return (
    <div className="prose stack">
      <p>
        Vous n’avez pas encore de favori. Le bouton « Garder » de chaque ville la range ici : la liste reste
        sur cet appareil, sans compte ni inscription.
      </p>
      <p className="cluster">
        <ButtonLink to="/villes" variant="primary" icon="search">
          Voir les villes
        </ButtonLink>
        <ButtonLink to="/rechercher" icon="sliders">
          Chercher selon vos priorités
        </ButtonLink>
      </p>
    </div>
  );
}

function Kept({ codes }: { codes: readonly string[] }) {
  const groups = inGroups(codes);
  const queries = useQueries({
    queries: groups.map((code) => apiQuery("/api/v1/cities/compare", { query: { code } })),
  }) as UseQueryResult<Comparison>[];
  const answers = queries.flatMap(({ data }) => data ?? []);
  const samplePhotos = useSamplePhotos(answers.flatMap(({ items }) => items));
  const sources = unique(answers.flatMap((answer) => answer.sources));
  return (
    <>
      <SampleBadge sample={answers.some(({ sample }) => sample)} photos={samplePhotos} />
      <div className={styles.list}>
        {queries.map((query, index) => (
          <Loaded key={groups[index]?.join()} query={query} what="vos favoris">
            {({ items }) =>
              items
                .filter((town) => codes.includes(town.asked ?? town.code_insee))
                .map((town) => (
                  <TownCard
                    key={town.code_insee}
                    rome={null}
                    town={{ ...town, ...town.figures, offers: null }}
                  />
                ))
            }
          </Loaded>
        ))}
      </div>
      <FiguresNote sources={sources} />
      <Sources sources={sources} />
    </>
  );
}

const unique = (sources: Comparison["sources"]): Comparison["sources"] => [
  ...new Map(sources.map((source) => [source.dataset, source])).values(),
];
