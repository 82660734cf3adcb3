import { type Schemas, useApi } from "@/api/client";
import { codeOf, departementPath, regionPath, resultsPath } from "@/app/paths";
import type { RouteProps } from "@/app/routes";
import NotFoundPage from "@/pages/errors/NotFoundPage";
import { AreaMap } from "@/pages/areas/AreaMap";
import { AreaTowns } from "@/pages/areas/AreaTowns";
import { Links } from "@/pages/areas/Links";
import { readRome } from "@/state/rome";
import { useUrlState } from "@/state/url";
import { count, degrees, euros, rentM2 } from "@/text/format";
import { ButtonLink } from "@/ui/Button";
import { Figure, Figures } from "@/ui/Figure";
import { LoadedPage } from "@/ui/LoadedPage";
import { Missing } from "@/ui/Missing";
import { Page } from "@/ui/Page";
import { Portrait } from "@/ui/Portrait";
import { SampleBadge } from "@/ui/SampleBadge";
import { Sources, findSource } from "@/ui/Sources";
import { TopOccupations } from "@/ui/TopOccupations";
import styles from "./Areas.module.css";

/** A departement: portrait, where it is, figures, climate, towns, the occupations that recruit. */
export default function DepartementPage({ params }: RouteProps) {
  const code = codeOf(params.departement ?? "");
  const rome = readRome(useUrlState().get("codeRome"));
  const query = useApi("/api/v1/departements/{code}", { path: { code } });
  return (
    <LoadedPage query={query} what="le département" absent={<NotFoundPage />}>
      {(departement) => (
        <Page
          title={`${departement.name} (${departement.code})`}
          crumbs={[{ label: departement.region.name, to: regionPath(departement.region, rome) }]}
          actions={
            <ButtonLink
              to={resultsPath({ codeDepartement: departement.code, codeRome: rome })}
              variant="primary"
              icon="search"
            >
              Chercher une ville ici
            </ButtonLink>
          }
        >
          <SampleBadge sample={departement.sample} />
          <div className={styles.sections}>
            <Portrait
              name={departement.name}
              portrait={departement.portrait}
              missing={departement.portrait_missing}
            />
            <InFigures departement={departement} />
            <AreaMap kind="departements" code={departement.code} name={departement.name} rome={rome} />
            <AreaTowns
              towns={departement.biggest_towns}
              rome={rome}
              source={findSource(departement.sources, "cities")}
            />
            <section aria-labelledby="metiers">
              <h2 id="metiers">Les métiers qui recrutent le plus</h2>
              <TopOccupations
                area={{ departement: departement.code }}
                to={(occupation) => resultsPath({ codeDepartement: departement.code, codeRome: occupation })}
                told={departement.sample}
              />
            </section>
            <section aria-labelledby="autour">
              <h2 id="autour">Dans la même région</h2>
              <Links
                items={departement.siblings.map((one) => ({ ...one, to: departementPath(one, rome) }))}
              />
            </section>
            <Sources sources={departement.sources} />
          </div>
        </Page>
      )}
    </LoadedPage>
  );
}

const SEASONS = [
  ["winter", "Hiver"],
  ["spring", "Printemps"],
  ["summer", "Été"],
  ["autumn", "Automne"],
] as const;

function InFigures({ departement }: { departement: Schemas["DepartementSheet"] }) {
  const { sources, climate } = departement;
  const source = findSource(sources, "departements");
  const known = departement.rent_m2 !== null || departement.price_m2 !== null || climate !== null;
  const unit = (value: string | null, words: string) => (value === null ? null : `${value} ${words}`);
  return (
    <section aria-labelledby="chiffres">
      <h2 id="chiffres">En chiffres</h2>
      <Figures>
        <Figure label="Habitants" value={count(departement.population)} source={source} />
        <Figure label="Superficie" value={unit(count(departement.area_km2), "km²")} source={source} />
        <Figure
          label="Densité"
          value={count(departement.density_per_km2)}
          note="habitants par km²"
          source={source}
        />
        <Figure label="Communes" value={count(departement.communes)} source={findSource(sources, "cities")} />
        {known && (
          <Figure
            label="Loyer moyen"
            value={rentM2(departement.rent_m2)}
            note={departement.rent_m2 !== null && "par mois"}
            source={source}
          />
        )}
        {known && (
          <Figure
            label="Prix de vente moyen"
            value={departement.price_m2 === null ? null : `${euros(departement.price_m2)}/m²`}
            source={source}
          />
        )}
        {known &&
          SEASONS.map(([season, label]) => (
            <Figure
              key={season}
              label={`Température moyenne, ${label.toLowerCase()}`}
              value={degrees(climate?.[season])}
              source={findSource(sources, "temperatures")}
            />
          ))}
      </Figures>
      {!known && (
        <p>
          Loyers, prix de vente et températures : <Missing />
        </p>
      )}
    </section>
  );
}
