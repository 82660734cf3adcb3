import { offersPath, townPath } from "@/app/paths";
import type { RouteProps } from "@/app/routes";
import { CityTension } from "@/pages/town/CityTension";
import { CompaniesPart } from "@/pages/town/CompaniesPart";
import { JobsInBrief } from "@/pages/town/JobsInBrief";
import { MarketPart } from "@/pages/town/MarketPart";
import { OfferList, OffersSkeleton } from "@/pages/town/OfferList";
import { type Sheet, TownFrame } from "@/pages/town/TownFrame";
import { useApi } from "@/api/client";
import { count } from "@/text/format";
import { Loaded } from "@/ui/Loaded";
import { SourceNote, findSource } from "@/ui/Sources";
import { TopOccupations } from "@/ui/TopOccupations";

const FIRST_OFFERS = 6;

/** Work around a town: tension, pay, offers, employers, sectors, occupations that recruit. */
export default function TownJobsPage({ params }: RouteProps) {
  return (
    <TownFrame params={params} section="metier">
      {(town, rome) => (
        <>
          {rome ? <Occupation town={town} rome={rome} /> : <MarketPart town={town} rome={null} />}
          <Sectors town={town} />
          {rome && town.bassin && (
            <section aria-labelledby="metiers" className="stack">
              <h2 id="metiers">Les métiers qui recrutent le plus dans le bassin</h2>
              <TopOccupations
                area={{ bassin: town.bassin.id }}
                to={(code) => townPath(town, code, "metier")}
                told={town.sample}
              />
            </section>
          )}
          {!rome && <JobsInBrief town={town} rome={null} />}
        </>
      )}
    </TownFrame>
  );
}

function Occupation({ town, rome }: { town: Sheet; rome: string }) {
  const market = useApi("/api/v1/labour-market", { query: { city: town.code_insee, rome } });
  const told = market.data?.sandbox === true;
  const offers = useApi("/api/v1/offers", {
    query: { rome: [rome], city: [town.code_insee], per_page: FIRST_OFFERS },
  });
  return (
    <>
      <section aria-labelledby="tension" className="stack">
        <h2 id="tension">Vos chances</h2>
        <CityTension town={town} />
      </section>
      <MarketPart town={town} rome={rome} />
      <section aria-labelledby="offres" className="stack">
        <h2 id="offres">Offres</h2>
        <Loaded query={offers} what="les offres" skeleton={<OffersSkeleton count={FIRST_OFFERS} />}>
          {(page) => (
            <OfferList
              page={page}
              town={town.code_insee}
              all={offersPath({ codeRome: rome, ville: town.code_insee })}
              told={told}
            />
          )}
        </Loaded>
      </section>
      <CompaniesPart town={town} rome={rome} told={told} />
    </>
  );
}

function Sectors({ town }: { town: Sheet }) {
  const sectors = town.bassin?.sectors ?? [];
  const source = findSource(town.sources, "hiring-sectors");
  if (sectors.length === 0) return null;
  return (
    <section aria-labelledby="secteurs" className="stack">
      <h2 id="secteurs">Les secteurs qui recrutent dans le bassin</h2>
      <ol>
        {sectors.slice(0, 10).map(({ sector, job_seekers }) => (
          <li key={sector}>
            {sector}
            {job_seekers !== null && (
              <span className="muted small"> : {count(job_seekers)} demandeurs d’emploi</span>
            )}
          </li>
        ))}
      </ol>
      {source && <SourceNote source={source} />}
    </section>
  );
}
