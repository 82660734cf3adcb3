import { type Schemas, useApi } from "@/api/client";
import type { Sheet } from "@/pages/town/TownFrame";
import { count, decimal, euros } from "@/text/format";
import { Figure, Figures } from "@/ui/Figure";
import { Loaded } from "@/ui/Loaded";
import { SampleBadge } from "@/ui/SampleBadge";

type Market = Schemas["LabourMarket"];
type Origin = Schemas["FigureOrigin"];

/** Pay, hiring rate, job seekers, offers and hires, each with its own source, period and territory. */
export function MarketPart({ town, rome }: { town: Sheet; rome: string | null }) {
  const query = useApi("/api/v1/labour-market", { query: { city: town.code_insee, ...(rome && { rome }) } });
  return (
    <section aria-labelledby="marche" className="stack">
      <h2 id="marche">Le marché du travail</h2>
      <Loaded query={query} what="les chiffres du marché du travail">
        {(market) => <MarketFigures market={market} />}
      </Loaded>
    </section>
  );
}

/** All figures; `brief`: pay and hiring rate, what a person asks first. */
export function MarketFigures({ market, brief = false }: { market: Market; brief?: boolean }) {
  const { pay, hiring_rate: rate } = market;
  const range =
    pay.value?.low && pay.value.high ? `de ${euros(pay.value.low)} à ${euros(pay.value.high)}` : null;
  const counts: readonly [string, Schemas["CountFigure"]][] = [
    ["Demandeurs d’emploi", market.job_seekers],
    ["Offres d’emploi", market.offers],
    ["Embauches", market.hires],
  ];
  return (
    <>
      <SampleBadge sandbox={market.sandbox} />
      <Figures>
        <Figure
          label="Salaire brut par mois"
          value={euros(pay.value?.mean) ?? range}
          note={pay.value?.mean && range ? `${range}, selon l’expérience` : undefined}
          origin={originOf(pay.origin)}
          {...missingOf(pay.missing)}
        />
        <Figure
          label="Retour à l’emploi en six mois"
          value={rate.value ? `${decimal(rate.value.percent)} %` : null}
          note={rate.value?.label ?? undefined}
          origin={originOf(rate.origin)}
          {...missingOf(rate.missing)}
        />
        {(brief ? [] : counts).map(([label, figure]) => (
          <Figure
            key={label}
            label={label}
            value={count(figure.value?.count)}
            note={figure.value?.label ?? undefined}
            origin={originOf(figure.origin)}
            {...missingOf(figure.missing)}
          />
        ))}
      </Figures>
      {market.notice && <p className="small muted">{market.notice.message}</p>}
      {market.stale && (
        <p className="small muted">
          France Travail n’a pas pu être interrogé : ces chiffres sont les derniers connus.
        </p>
      )}
    </>
  );
}

/** "France Travail, 2025 – Ille-et-Vilaine, tous métiers" */
export function originOf(origin: Origin | null): string | undefined {
  if (!origin) return undefined;
  const { source, period, territory, occupation } = origin;
  const about = [territory.name ?? territory.code, occupation === "all" ? "tous métiers" : null];
  return `${source.producer}, ${tidyPeriod(period.label) ?? period.code ?? "période non indiquée"} – ${about.filter(Boolean).join(", ")}`;
}

/** "ANNEE 2025" as "2025", "2ème trimestre 2026" as "2e trimestre 2026". */
export const tidyPeriod = (label: string | null): string | undefined =>
  label
    ?.replace(/^ANN[EÉ]E /i, "")
    .replace(/(\d)ème\b/g, "$1e")
    .replace(/1(er|ère) /g, "1er ");

const missingOf = (missing: Schemas["MissingFigure"] | null) => (missing ? { missing: missing.message } : {});
