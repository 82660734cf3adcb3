import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { offerPath } from "@/app/paths";
import { published, summary, tidyPay } from "@/pages/offers/words";
import { Card } from "@/ui/Card";
import { Icon } from "@/ui/Icon";
import styles from "./Offers.module.css";

interface Props {
  offer: Schemas["Offer"];
  /** code_insee of the town that distances count from */
  town?: string | null;
  level?: 3 | 4;
}

/** An offer in a list. */
export function OfferCard({ offer, town = null, level = 3 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <Card as="li">
      <Heading className={styles.title}>
        <Link href={offerPath(offer.id, town)}>{offer.title}</Link>
      </Heading>
      <p>{offer.employer.name ?? <span className="muted">Employeur non indiqué</span>}</p>
      <p className="small muted">{summary(offer).join(" · ")}</p>
      {offer.pay?.label && <p className="small">{tidyPay(offer.pay.label)}</p>}
      <p className={`small ${styles.foot}`}>
        <span className="muted">{published(offer.published_at, new Date()) ?? "Date non indiquée"}</span>
        {offer.few_candidates && (
          <span className={styles.few}>
            <Icon name="trend" size={16} /> Peu de candidats
          </span>
        )}
      </p>
    </Card>
  );
}
