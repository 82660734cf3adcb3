import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { OfferCard } from "@/pages/offers/OfferCard";
import { OfferLicence } from "@/pages/offers/OfferLicence";
import { plural } from "@/text/format";
import { SampleBadge } from "@/ui/SampleBadge";

/** The first offers, and the way to all of them. */
export function OfferList({ page, all }: { page: Schemas["OfferPage"]; all: string }) {
  return (
    <div className="stack">
      <p>
        <Link href={all}>
          {page.total_exact ? "" : "Environ "}
          {plural(page.total, "offre")} à {page.distance_km ?? 10} km
        </Link>
      </p>
      <SampleBadge sandbox={page.sandbox} />
      <ul className="plain grid">
        {page.items.map((offer) => (
          <OfferCard key={offer.id} offer={offer} />
        ))}
      </ul>
      <OfferLicence answer={page} />
    </div>
  );
}
