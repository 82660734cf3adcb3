import { type Schemas, useApi } from "@/api/client";
import type { RouteProps } from "@/app/routes";
import { departementPath, occupationPath, offersPath, resultsPath } from "@/app/paths";
import { navigate } from "@/app/location";
import { Choropleth, TensionLegend, useShapes } from "@/map/Choropleth";
import { DepartementTable } from "@/pages/occupation/DepartementTable";
import { ButtonLink } from "@/ui/Button";
import { Loaded } from "@/ui/Loaded";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { Sources } from "@/ui/Sources";
import { TensionSource } from "@/ui/TensionSource";
import { Link } from "wouter";
import styles from "./OccupationPage.module.css";

type Sheet = Schemas["OccupationSheet"];

/** Where an occupation recruits, departement by departement: a map, and the same figures in a table. */
export default function OccupationPage({ params }: RouteProps) {
  const rome = params.rome ?? "";
  const sheet = useApi("/api/v1/occupations/{rome}", { path: { rome } });
  const tensions = useApi("/api/v1/occupations/{rome}/tensions", {
    path: { rome },
    query: { by: "departement" },
  });
  const names = new Map(useShapes("departements")?.shapes.map(({ code, name }) => [code, name]));
  const label = sheet.data?.label ?? rome;
  return (
    <Page
      title={`${label} : où recrute-t-on ?`}
      lead="Les chances d’être recruté, département par département : elles sont bonnes là où les employeurs peinent à trouver des candidats."
      crumbs={[{ label: "Villes", to: "/villes" }]}
    >
      <div className={`${styles.form} no-print`}>
        <OccupationSearch
          label="Un autre métier"
          rome={rome}
          onChange={(code) => code && code !== rome && navigate(occupationPath(code))}
        />
        <p className="cluster">
          <ButtonLink to={resultsPath({ codeRome: rome })} variant="primary" icon="pin">
            Les villes qui recrutent
          </ButtonLink>
          <ButtonLink to={offersPath({ codeRome: rome })} icon="job">
            Les offres
          </ButtonLink>
        </p>
      </div>
      <Loaded
        query={tensions}
        what="la carte du métier"
        skeleton={<Skeleton height="screen" label="Chargement de la carte" />}
      >
        {(answer) => {
          const levels = new Map(answer.items.map((item) => [item.code, item.tension]));
          return (
            <>
              <div className={styles.columns}>
                <figure className={styles.map}>
                  <Choropleth
                    kind="departements"
                    level={(code) => levels.get(code)}
                    to={(shape) => departementPath(shape, rome)}
                  />
                  <figcaption>
                    <TensionLegend />
                    <TensionSource tensions={answer} />
                  </figcaption>
                </figure>
                <DepartementTable items={answer.items} names={names} rome={rome} />
              </div>
              {sheet.data && <Related sheet={sheet.data} />}
              <Sources sources={answer.sources} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Related({ sheet }: { sheet: Sheet }) {
  const related = sheet.related.filter((one) => one.has_tension).slice(0, 8);
  if (related.length === 0) return null;
  return (
    <section aria-labelledby="related" className="section">
      <h2 id="related">Des métiers proches</h2>
      <ul className={`plain cluster ${styles.related}`}>
        {related.map((one) => (
          <li key={one.code_rome}>
            <Link href={occupationPath(one.code_rome)}>{one.label}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
