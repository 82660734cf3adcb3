import type { ReactNode } from "react";
import { type Schemas, useApi } from "@/api/client";
import { offersPath } from "@/app/paths";
import type { RouteProps } from "@/app/routes";
import { OfferLicence } from "@/pages/offers/OfferLicence";
import {
  distanceKm,
  placeOf,
  published,
  tellingNature,
  tidyContract,
  tidyExperience,
  tidyHours,
  tidyPay,
} from "@/pages/offers/words";
import { readOfferSearch } from "@/state/offerSearch";
import { useUrlState } from "@/state/url";
import { day, km, ofTown, plural } from "@/text/format";
import { ButtonLink, ExternalLink } from "@/ui/Button";
import { Brief } from "@/ui/Brief";
import { Icon } from "@/ui/Icon";
import { LoadedPage } from "@/ui/LoadedPage";
import { Page } from "@/ui/Page";
import { SampleBadge } from "@/ui/SampleBadge";
import styles from "./Offers.module.css";

type Offer = Schemas["Offer"];

/** One offer, and where to apply. */
export default function OfferPage({ params }: RouteProps) {
  const query = useApi("/api/v1/offers/{id}", { path: { id: params.id ?? "" } });
  return (
    <LoadedPage query={query} what="cette offre" absent={<Gone />}>
      {(answer) => <Sheet answer={answer} />}
    </LoadedPage>
  );
}

function Gone() {
  return (
    <Page title="Cette offre n’est plus en ligne" lead="Elle a été pourvue ou retirée par l’employeur.">
      <ButtonLink to={offersPath()} variant="primary" icon="search">
        Chercher d’autres offres
      </ButtonLink>
    </Page>
  );
}

function Sheet({ answer }: { answer: Schemas["OfferSheet"] }) {
  const { offer } = answer;
  const place = placeOf(offer.place.label);
  const far = useDistance(offer);
  return (
    <Page
      title={offer.title}
      lead={[offer.employer.name, place].filter(Boolean).join(" · ") || undefined}
      crumbs={[
        { label: "Offres", to: offersPath({ codeRome: offer.code_rome, ville: offer.place.code_insee }) },
      ]}
    >
      <SampleBadge sandbox={answer.sandbox} />
      <Brief
        facts={factsOf(offer, [place, far].filter(Boolean).join(", "))}
        before={
          offer.few_candidates && (
            <p className={styles.few}>
              <Icon name="trend" size={18} /> Peu de candidats se présentent
            </p>
          )
        }
        after={<Apply offer={offer} />}
      >
        {offer.description && <p className={styles.description}>{offer.description}</p>}
        <Wishes heading="Compétences" wishes={offer.skills} />
        <Wishes heading="Formation" wishes={offer.training} />
        <Wishes heading="Langues" wishes={offer.languages} />
        <Wishes heading="Permis" wishes={offer.driving_licences} />
        <Wishes heading="Savoir-être" wishes={offer.qualities.map((label) => ({ label, required: null }))} />
        {offer.employer.description && (
          <section className="stack">
            <h2>L’employeur</h2>
            <p className={styles.description}>{offer.employer.description}</p>
          </section>
        )}
      </Brief>
      <OfferLicence answer={answer} />
    </Page>
  );
}

/** "à 4,2 km de Rennes", when the address says around which town the offer was found. */
function useDistance(offer: Offer): string | null {
  const asked = readOfferSearch(useUrlState().search).town;
  const town = useApi(
    "/api/v1/cities/{code_insee}",
    { path: { code_insee: asked ?? "" } },
    { enabled: asked !== null },
  ).data;
  const distance = town && distanceKm(town, offer.place);
  return typeof distance === "number" && distance >= 0.1
    ? `à ${km(distance)} ${ofTown(town?.name ?? "")}`
    : null;
}

function Wishes({ heading, wishes }: { heading: string; wishes: readonly Schemas["OfferWish"][] }) {
  if (wishes.length === 0) return null;
  return (
    <section className="stack">
      <h2>{heading}</h2>
      <ul>
        {wishes.map(({ label, required }) => (
          <li key={label}>
            {label}
            {required !== null && <span className="muted"> ({required ? "exigé" : "souhaité"})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function factsOf(offer: Offer, place: string): readonly [string, ReactNode][] {
  return [
    ["Lieu", place],
    [
      "Contrat",
      [offer.contract.label && tidyContract(offer.contract.label), tellingNature(offer.contract.nature)]
        .filter(Boolean)
        .join(", "),
    ],
    [
      "Salaire",
      offer.pay &&
        [offer.pay.label && tidyPay(offer.pay.label), offer.pay.comment, ...offer.pay.complements]
          .filter(Boolean)
          .join(", "),
    ],
    ["Temps de travail", offer.hours.label ? tidyHours(offer.hours.label) : offer.hours.summary],
    ["Expérience", offer.experience.label && tidyExperience(offer.experience.label)],
    ["Postes", offer.positions && offer.positions > 1 ? plural(offer.positions, "poste") : null],
    ["Secteur", offer.sector],
    ["Établissement", offer.headcount],
    ["Déplacements", offer.travel],
    [
      "Publiée",
      offer.published_at && `${published(offer.published_at, new Date())} (${day(offer.published_at)})`,
    ],
  ];
}

/** Where to apply, and who published the offer first. */
function Apply({ offer }: { offer: Offer }) {
  return (
    <>
      {(offer.apply_url ?? offer.url) && (
        <p>
          <ExternalLink href={offer.apply_url ?? offer.url ?? ""} button>
            Postuler
          </ExternalLink>
        </p>
      )}
      {offer.url && offer.apply_url && (
        <p className="small">
          <ExternalLink href={offer.url}>Voir l’offre d’origine</ExternalLink>
        </p>
      )}
      {offer.partner?.name && <p className="small muted">Publiée d’abord par {offer.partner.name}</p>}
      {offer.disability_friendly && <p className="small">L’employeur est « handi-engagé ».</p>}
    </>
  );
}
