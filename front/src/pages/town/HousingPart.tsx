import type { Schemas } from "@/api/client";
import { Simulator } from "@/pages/town/Simulator";
import type { Sheet } from "@/pages/town/TownFrame";
import { waiting } from "@/pages/town/waiting";
import { count, decimal, euros, plural, rentM2 } from "@/text/format";
import { Figure, Figures } from "@/ui/Figure";
import { Missing } from "@/ui/Missing";
import { findSource } from "@/ui/Sources";

type Housing = Schemas["Housing"];
const LEVELS = {
  commune: null,
  epci: "moyenne de l’intercommunalité",
  maille: "moyenne de communes semblables",
} as const;
const DWELLINGS = {
  apartment: "Appartement",
  apartment_1_2_rooms: "Appartement, 1 ou 2 pièces",
  apartment_3_rooms_up: "Appartement, 3 pièces et plus",
  house: "Maison",
} as const;
const ZONES_TLV = {
  tight: "Tendu",
  tight_touristic: "Tendu et touristique",
  not_tight: "Détendu",
} as const;

/** What renting and buying cost, what a budget gives, social housing. */
export function HousingPart({ town, rome }: { town: Sheet; rome: string | null }) {
  const { housing } = town;
  return (
    <section aria-labelledby="logement" className="stack">
      <h2 id="logement">Logement</h2>
      {housing ? (
        <>
          <Prices town={town} housing={housing} />
          <Simulator town={town} rome={rome} rent={housing.rent_m2} price={housing.price?.price_m2 ?? null} />
        </>
      ) : (
        <Missing reason="Le logement n’a pas pu être lu : réessayez bientôt." />
      )}
    </section>
  );
}

function Prices({ town, housing }: { town: Sheet; housing: Housing }) {
  const of = (dataset: string) => findSource(town.sources, dataset);
  const { price, typical_rents: typical } = housing;
  const wait = waiting(housing.social_waiting_times);
  const inDepartement = housing.departement_rent_m2 !== null;
  return (
    <Figures>
      {housing.rents.length === 0 && (
        <Figure
          label="Loyer, appartement"
          value={rentM2(housing.rent_m2 ?? housing.departement_rent_m2)}
          note={housing.rent_m2 !== null ? "par mois" : inDepartement && "par mois, moyenne du département"}
          source={housing.rent_m2 === null ? of("departements") : (of("typical-rents") ?? of("rents"))}
        />
      )}
      {typical &&
        ([2, 4] as const).map((rooms) => (
          <Figure
            key={rooms}
            label={`Loyer d’un ${rooms === 2 ? "deux-pièces" : "quatre-pièces"}`}
            value={euros(rooms === 2 ? typical.rent_two_rooms : typical.rent_four_rooms)}
            note="par mois"
            source={of("typical-rents")}
          />
        ))}
      {housing.rents.map((rent) => (
        <Figure
          key={rent.dwelling}
          label={`Loyer, ${DWELLINGS[rent.dwelling].toLowerCase()}`}
          value={rentM2(rent.rent_m2)}
          note={[
            rent.rent_m2_low !== null && rent.rent_m2_high !== null
              ? `de ${decimal(rent.rent_m2_low)} à ${decimal(rent.rent_m2_high)} €, charges comprises`
              : "par mois, charges comprises",
            LEVELS[rent.level],
          ]
            .filter(Boolean)
            .join(" ; ")}
          source={of("rents")}
        />
      ))}
      <Figure
        label="Prix de vente"
        value={price && `${euros(price.price_m2)}/m²`}
        note={
          price?.level === "departement"
            ? "moyenne du département"
            : price?.sales
              ? `sur ${plural(price.sales, "vente")}`
              : undefined
        }
        source={of(price?.level === "departement" ? "departements" : "prices")}
      />
      <Figure
        label="Logements sociaux"
        value={count(housing.social_dwellings)}
        note={
          housing.social_dwellings_per_10k !== null
            ? `${decimal(housing.social_dwellings_per_10k)} pour 10 000 habitants`
            : undefined
        }
        source={of("social-housing")}
      />
      {wait && <Figure label="Attente d’un logement social" {...wait} source={of("social-housing-delays")} />}
      {housing.zoning_tlv && (
        <Figure
          label="Marché du logement"
          value={ZONES_TLV[housing.zoning_tlv]}
          note={housing.zoning_abc ? `zone ${housing.zoning_abc}` : undefined}
          source={of("zoning-tlv")}
        />
      )}
    </Figures>
  );
}
