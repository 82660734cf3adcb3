import { useApi } from "@/api/client";
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
      {codes.length === 0 ? (
        <NothingYet />
      ) : (
        inGroups(codes).map((group) => <Group key={group.join()} codes={group} />)
      )}
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

function Group({ codes }: { codes: string[] }) {
  const query = useApi("/api/v1/cities/compare", { query: { code: codes } }, { keep: true });
  const samplePhotos = useSamplePhotos(query.data?.items ?? []);
  return (
    <Loaded query={query} what="vos favoris">
      {({ items, sources, sample }) => (
        <>
          <SampleBadge sample={sample} photos={samplePhotos} />
          <ul className={`plain ${styles.list}`}>
            {items
              .filter((town) => codes.includes(town.asked ?? town.code_insee))
              .map((town) => (
                <li key={town.code_insee}>
                  <TownCard rome={null} town={{ ...town, ...town.figures, offers: null }} />
                </li>
              ))}
          </ul>
          <FiguresNote sources={sources} />
          <Sources sources={sources} />
        </>
      )}
    </Loaded>
  );
}
