import { Link } from "wouter";
import { useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { offersPath, townPath } from "@/app/paths";
import { CityTension } from "@/pages/town/CityTension";
import { MarketFigures } from "@/pages/town/MarketPart";
import { OfferList, OffersSkeleton } from "@/pages/town/OfferList";
import type { Sheet } from "@/pages/town/TownFrame";
import { ofTown, sentence } from "@/text/format";
import { ButtonLink } from "@/ui/Button";
import { Loaded } from "@/ui/Loaded";
import { TopOccupations } from "@/ui/TopOccupations";

const FIRST_OFFERS = 4;

/** With an occupation: its tension, pay and first offers; without: the occupations that recruit most around. */
export function JobsInBrief({ town, rome }: { town: Sheet; rome: string | null }) {
  return rome ? <ForOccupation town={town} rome={rome} /> : <ForAnybody town={town} />;
}

function ForOccupation({ town, rome }: { town: Sheet; rome: string }) {
  const label = useOccupationLabel(rome);
  const market = useApi("/api/v1/labour-market", { query: { city: town.code_insee, rome } });
  const offers = useApi("/api/v1/offers", {
    query: { rome: [rome], city: [town.code_insee], per_page: FIRST_OFFERS },
  });
  return (
    <section aria-labelledby="emploi" className="stack">
      <h2 id="emploi">{label ? sentence(label) : "Emploi"}</h2>
      <CityTension town={town} />
      <Loaded query={market} what="le salaire et les chances de retour à l’emploi">
        {(known) => <MarketFigures market={known} brief />}
      </Loaded>
      <div className="no-print">
        <Loaded query={offers} what="les offres" skeleton={<OffersSkeleton count={FIRST_OFFERS} />}>
          {(page) => (
            <OfferList
              page={page}
              town={town.code_insee}
              all={offersPath({ codeRome: rome, ville: town.code_insee })}
              told={market.data?.sandbox === true}
            />
          )}
        </Loaded>
      </div>
      <p className="no-print">
        <ButtonLink to={townPath(town, rome, "metier")} variant="primary" icon="job">
          Le marché du travail, les employeurs, toutes les offres
        </ButtonLink>
      </p>
    </section>
  );
}

function ForAnybody({ town }: { town: Sheet }) {
  return (
    <section aria-labelledby="emploi" className="stack">
      <h2 id="emploi">Les métiers qui recrutent le plus dans le bassin d’emploi</h2>
      {town.bassin ? (
        <TopOccupations
          area={{ bassin: town.bassin.id }}
          to={(code) => townPath(town, code, "metier")}
          told={town.sample}
        />
      ) : (
        <p>Le bassin d’emploi de cette commune n’est pas connu.</p>
      )}
      <p className="no-print">
        <Link href={offersPath({ ville: town.code_insee })}>
          Toutes les offres autour {ofTown(town.name)}
        </Link>
      </p>
    </section>
  );
}
