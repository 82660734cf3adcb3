import { useMemo } from "react";
import { type Schemas, useApi } from "@/api/client";
import { useSamplePhotos } from "@/api/samplePhotos";
import { comparePath, resultsPath } from "@/app/paths";
import { Sliders } from "@/pages/match/Sliders";
import { MatchLines } from "@/pages/match/MatchLines";
import { readInsee, readRome } from "@/state/rome";
import { CRITERIA, type Weights, parseWeights, usableWeights, weightsText } from "@/state/weights";
import { useUrlState } from "@/state/url";
import { plural } from "@/text/format";
import { ButtonLink } from "@/ui/Button";
import { FiguresNote } from "@/ui/FiguresNote";
import { Loaded } from "@/ui/Loaded";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Page } from "@/ui/Page";
import { PlaceSearch } from "@/ui/PlaceSearch";
import { SampleBadge } from "@/ui/SampleBadge";
import { Skeleton } from "@/ui/Skeleton";
import { Sources } from "@/ui/Sources";
import { TownCard } from "@/ui/TownCard";
import { useDelayed } from "@/ui/useDelayed";
import styles from "./MatchPage.module.css";

const START = "jobs:4,rent:2,services:2";
const SHOWN = 10;

/** What matters to the person, weighed with sliders; the towns that suit best, and why. */
export default function MatchPage() {
  const { get, set } = useUrlState();
  const rome = readRome(get("codeRome"));
  const near = readInsee(get("pres"));
  const text = get("poids") ?? START;
  const weights = useMemo(() => parseWeights(text), [text]);
  const used = weightsText(usableWeights(weights, { rome: Boolean(rome), near: Boolean(near) }));
  const asked = useDelayed(used, 120);
  const change = (next: Weights) => set({ poids: weightsText(next) || "jobs:0" }, { replace: true });
  const place = useApi(
    "/api/v1/cities/{code_insee}",
    { path: { code_insee: near ?? "" } },
    { enabled: Boolean(near) },
  );
  const query = useApi(
    "/api/v1/cities",
    {
      query: {
        sort: "match",
        weights: asked as never,
        per_page: SHOWN,
        ...(rome ? { rome: [rome] } : {}),
        ...(near && asked.includes("distance") ? { near } : {}),
      },
    },
    { enabled: asked !== "" && asked === used, keep: true },
  );
  return (
    <Page
      title="Chercher selon vos priorités"
      lead="Dites ce qui compte pour vous : nous classons toutes les communes de France, et chaque score s’explique ligne par ligne."
    >
      <div className={styles.columns}>
        <div className={`${styles.form} no-print`}>
          <OccupationSearch
            hint="Sans métier, l’emploi n’entre pas dans le score."
            rome={rome}
            onChange={(codeRome) => set({ codeRome }, { replace: true })}
          />
          <PlaceSearch
            label="Près de quel lieu ? (facultatif)"
            hint="Votre famille, votre conjoint, vos amis…"
            chosen={near ? (place.data?.name ?? "") : ""}
            kinds={["city"]}
            onChange={(town) => {
              const added = town && !weights.distance ? weightsText({ ...weights, distance: 3 }) : text;
              set({ pres: town?.code, poids: added }, { replace: true });
            }}
          />
          <Sliders weights={weights} has={{ rome: Boolean(rome), near: Boolean(near) }} onChange={change} />
        </div>
        <section aria-labelledby="best" className={styles.results} aria-busy={query.isPlaceholderData}>
          <h2 id="best">Les villes qui vous ressemblent</h2>
          {used === "" ? (
            <p className="prose">
              Donnez de l’importance à au moins un critère : le classement apparaîtra ici.
            </p>
          ) : (
            <Loaded
              query={query}
              what="le classement"
              skeleton={<Skeleton count={4} height="card" label="Calcul du classement" />}
            >
              {(page) => (
                <Ranking
                  page={page}
                  rome={rome}
                  all={resultsPath({ codeRome: rome, tri: "priorites", poids: used, pres: near })}
                />
              )}
            </Loaded>
          )}
        </section>
      </div>
    </Page>
  );
}

function Ranking({ page, rome, all }: { page: Schemas["CityPage"]; rome: string | null; all: string }) {
  const leftOut = page.match?.left_out
    .map((key) => CRITERIA.find((one) => one.key === key)?.label.toLowerCase())
    .join(", ");
  const samplePhotos = useSamplePhotos(page.items);
  const first = page.items.slice(0, 4).map((town) => town.code_insee);
  return (
    <>
      {leftOut && (
        <p className="small" role="status">
          Sans effet sur le score, faute de données : {leftOut}.
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
