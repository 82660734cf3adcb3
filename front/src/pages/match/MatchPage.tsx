import { useMemo } from "react";
import { useApi } from "@/api/client";
import { resultsPath } from "@/app/paths";
import { AtTheTop, Ranking } from "@/pages/match/Ranking";
import { Sliders } from "@/pages/match/Sliders";
import { readInsee, readRome } from "@/state/rome";
import { type Weights, parseWeights, usableWeights, weightsText } from "@/state/weights";
import { useUrlState } from "@/state/url";
import { Loaded } from "@/ui/Loaded";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Page } from "@/ui/Page";
import { PlaceSearch } from "@/ui/PlaceSearch";
import { Skeleton } from "@/ui/Skeleton";
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
          <AtTheTop page={used && !query.isPlaceholderData ? query.data : undefined} />
        </div>
        <section aria-labelledby="best" className={styles.results} aria-busy={query.isPlaceholderData}>
          <h2 id="best" tabIndex={-1}>
            Les villes qui vous ressemblent
          </h2>
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
