import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { OfferCard } from "@/pages/offers/OfferCard";
import { OfferLicence } from "@/pages/offers/OfferLicence";
import { plural } from "@/text/format";
import { ButtonLink } from "@/ui/Button";
import { SampleBadge } from "@/ui/SampleBadge";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Town.module.css";

interface Props {
  page: Schemas["OfferPage"];
  /** code_insee of the town they are around */
  town: string;
  /** the address of all of them */
  all: string;
  /** the page has said already that such figures are fictitious */
  told?: boolean;
}

/** The first offers, and the way to all of them. */
export function OfferList({ page, town, all, told = false }: Props) {
  if (page.total === 0) return <NoOffers page={page} all={all} told={told} />;
  return (
    <div className="stack">
      <p>
        <Link href={all}>
          {page.total_exact ? "" : "Environ "}
          {plural(page.total, "offre")} à moins de {page.distance_km ?? 10} km
        </Link>
      </p>
      <SampleBadge sandbox={page.sandbox && !told} />
      <ul className={`plain ${styles.offers}`}>
        {page.items.map((offer) => (
          <OfferCard key={offer.id} offer={offer} town={town} />
        ))}
      </ul>
      <OfferLicence answer={page} />
    </div>
  );
}

/** As high as the offers that are coming, so that what is below stays below. */
export function OffersSkeleton({ count }: { count: number }) {
  return <Skeleton count={count} height="card" pairs label="Chargement : les offres" />;
}

/** No dead end: further around, or later. */
function NoOffers({ page, all, told = false }: Omit<Props, "town">) {
  return (
    <div className="stack">
      <p>Aucune offre à moins de {page.distance_km ?? 10} km en ce moment.</p>
      <SampleBadge sandbox={page.sandbox && !told} />
      <p className="cluster no-print">
        <ButtonLink to={`${all}&rayon=50`} icon="map">
          Chercher à 50 km
        </ButtonLink>
      </p>
    </div>
  );
}
