import { type Schemas, useApi } from "@/api/client";
import { codeOf, departementPath, resultsPath } from "@/app/paths";
import type { RouteProps } from "@/app/routes";
import NotFoundPage from "@/pages/errors/NotFoundPage";
import { AreaMap } from "@/pages/areas/AreaMap";
import { AreaTowns } from "@/pages/areas/AreaTowns";
import { Links } from "@/pages/areas/Links";
import { readRome } from "@/state/rome";
import { waiting } from "@/pages/town/waiting";
import { useUrlState } from "@/state/url";
import { count } from "@/text/format";
import { ButtonLink } from "@/ui/Button";
import { Figure, Figures } from "@/ui/Figure";
import { LoadedPage } from "@/ui/LoadedPage";
import { Page } from "@/ui/Page";
import { Portrait } from "@/ui/Portrait";
import { SampleBadge } from "@/ui/SampleBadge";
import { Sources, findSource } from "@/ui/Sources";
import { TopOccupations } from "@/ui/TopOccupations";
import styles from "./Areas.module.css";

/** A region: portrait, where it is, figures, departements, towns, the occupations that recruit. */
export default function RegionPage({ params }: RouteProps) {
  const code = codeOf(params.region ?? "");
  const rome = readRome(useUrlState().get("codeRome"));
  const query = useApi("/api/v1/regions/{code}", { path: { code } });
  return (
    <LoadedPage query={query} what="la région" absent={<NotFoundPage />}>
      {(region) => (
        <Page
          title={region.name}
          crumbs={[{ label: "Villes", to: resultsPath({ codeRome: rome }) }]}
          lead={
            region.former_regions.length > 1
              ? `Région formée en 2016 : ${region.former_regions.map(({ name }) => name).join(", ")}.`
              : undefined
          }
          actions={
            <ButtonLink
              to={resultsPath({ codeRegion: region.code, codeRome: rome })}
              variant="primary"
              icon="search"
            >
              Chercher une ville ici
            </ButtonLink>
          }
        >
          <SampleBadge sample={region.sample} />
          <div className={styles.sections}>
            <Portrait name={region.name} portrait={region.portrait} missing={region.portrait_missing} />
            <InFigures region={region} />
            <AreaMap kind="regions" code={region.code} name={region.name} rome={rome} />
            <section aria-labelledby="departements">
              <h2 id="departements">Départements</h2>
              <Links items={region.departements.map((one) => ({ ...one, to: departementPath(one, rome) }))} />
            </section>
            <AreaTowns
              towns={region.biggest_towns}
              rome={rome}
              source={findSource(region.sources, "cities")}
            />
            <section aria-labelledby="metiers">
              <h2 id="metiers">Les métiers qui recrutent le plus</h2>
              <TopOccupations
                area={{ region: region.code }}
                told={region.sample || rome !== null}
                to={(code) => resultsPath({ codeRegion: region.code, codeRome: code })}
              />
            </section>
            <Sources sources={region.sources} />
          </div>
        </Page>
      )}
    </LoadedPage>
  );
}

function InFigures({ region }: { region: Schemas["RegionSheet"] }) {
  const { sources } = region;
  const source = findSource(sources, "regions");
  const unit = (value: string | null, words: string) => (value === null ? null : `${value} ${words}`);
  const wait = waiting(region.social_waiting_times);
  return (
    <section aria-labelledby="chiffres">
      <h2 id="chiffres">En chiffres</h2>
      <Figures>
        <Figure label="Habitants" value={count(region.population)} source={source} />
        <Figure label="Superficie" value={unit(count(region.area_km2), "km²")} source={source} />
        <Figure
          label="Densité"
          value={count(region.density_per_km2)}
          note="habitants par km²"
          source={source}
        />
        <Figure label="Communes" value={count(region.communes)} source={findSource(sources, "cities")} />
        {wait && (
          <Figure
            label="Attente d’un logement social"
            {...wait}
            source={findSource(sources, "social-housing-delays")}
          />
        )}
      </Figures>
    </section>
  );
}
