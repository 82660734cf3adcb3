import { type Schemas, useApi } from "@/api/client";
import type { Sheet } from "@/pages/town/TownFrame";
import { km, plural } from "@/text/format";
import { ExternalLink } from "@/ui/Button";
import { Loaded } from "@/ui/Loaded";
import { SampleBadge } from "@/ui/SampleBadge";
import styles from "./Town.module.css";

/** Employers that may hire, though they publish no offer; `told`: the page has said that such figures are fictitious. */
export function CompaniesPart({ town, rome, told }: { town: Sheet; rome: string; told: boolean }) {
  const query = useApi("/api/v1/companies", {
    query: { rome: [rome], city: town.code_insee, distance_km: 30, per_page: 9 },
  });
  return (
    <section aria-labelledby="employeurs" className="stack">
      <h2 id="employeurs">Des employeurs à contacter</h2>
      <Loaded query={query} what="les employeurs">
        {(page) => (
          <>
            <p>
              {page.found === 0
                ? "Aucun employeur n’est signalé à moins de 30 km pour ce métier."
                : `${plural(page.found, "établissement")} à moins de 30 km pourraient recruter dans les six mois, même sans offre publiée.`}
            </p>
            <SampleBadge sandbox={page.sandbox && !told} />
            <ul className={`plain ${styles.companies}`}>
              {page.items.map((company) => (
                <Company key={company.siret} company={company} />
              ))}
            </ul>
            <p className="small muted">Source : {page.source}</p>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Company({ company }: { company: Schemas["Company"] }) {
  const { headcount_min: least, headcount_max: most } = company;
  const headcount =
    least !== null && most !== null
      ? `${least} à ${most} salariés`
      : least !== null
        ? `${least} salariés et plus`
        : null;
  const distance =
    company.distance_km === null || company.distance_km === undefined ? null : km(company.distance_km);
  return (
    <li>
      <p className="strong">
        {company.url ? <ExternalLink href={company.url}>{company.name}</ExternalLink> : company.name}
      </p>
      <p className="small muted">
        {[company.naf_label, headcount, company.city && [company.city, distance].filter(Boolean).join(", à ")]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </li>
  );
}
