import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import type { LiveCount } from "@/api/offerCounts";
import { townPath } from "@/app/paths";
import { useFavourites } from "@/state/favourites";
import { km, metres, plural, rentM2 } from "@/text/format";
import { ENVIRONMENTS, labelOf } from "@/text/labels";
import { Icon, type IconName } from "@/ui/Icon";
import { Missing } from "@/ui/Missing";
import { Thumbnail } from "@/ui/Photo";
import { Tension } from "@/ui/Tension";
import styles from "./TownCard.module.css";

export type Town = Pick<
  Schemas["City"],
  | "code_insee"
  | "name"
  | "departement"
  | "population"
  | "rent_m2"
  | "sea_distance_km"
  | "altitude_m"
  | "environments"
  | "tension"
  | "offers"
  | "photo"
>;

interface Props {
  town: Town;
  /** the occupation that tension and offers are about */
  rome: string | null;
  /** offers around the town, as France Travail counts them now; undefined: not asked */
  liveOffers?: LiveCount | undefined;
  compared?: boolean;
  onCompare?: ((code: string) => void) | undefined;
  /** no more than four */
  full?: boolean;
  onPoint?: (code: string | null) => void;
  children?: ReactNode;
}

/** A town in a list, and why it is there. */
export function TownCard({
  town,
  rome,
  liveOffers,
  compared = false,
  onCompare,
  full = false,
  onPoint,
  children,
}: Props) {
  const { code_insee: code, name } = town;
  return (
    <article
      className={styles.card}
      data-town={code}
      onPointerEnter={() => onPoint?.(code)}
      onPointerLeave={() => onPoint?.(null)}
    >
      <div className={styles.photo}>
        <Thumbnail photo={town.photo} />
      </div>
      <div className={styles.body}>
        <h3>
          <Link href={townPath(town, rome)}>{name}</Link>
        </h3>
        <p className={`muted small ${styles.where}`}>
          <span>
            {town.departement.name} ({town.departement.code})
          </span>
          {town.population !== null && <span>{plural(town.population, "habitant")}</span>}
        </p>
        <ul className={`plain ${styles.facts}`}>
          {rome && (
            <li>
              <Tension level={town.tension} short />
            </li>
          )}
          {rome && <OffersFact town={town} live={liveOffers} />}
          <Fact icon="key" what="Loyer" value={rentM2(town.rent_m2)} />
          <Fact icon="sea" what="Mer" value={km(town.sea_distance_km)} prefix="mer à " />
          {town.environments.includes("mountain") && (
            <Fact icon="mountain" what="Altitude" value={metres(town.altitude_m)} prefix="altitude " />
          )}
          {town.environments.includes("countryside") && (
            <li>
              <Icon name="leaf" size={16} /> {labelOf(ENVIRONMENTS, "countryside")}
            </li>
          )}
        </ul>
        {children}
        <div className={`${styles.actions} no-print`}>
          {onCompare && (
            <label className={styles.compare}>
              <input
                type="checkbox"
                checked={compared}
                disabled={full && !compared}
                onChange={() => onCompare(code)}
              />
              Comparer<span className="visually-hidden"> {name}</span>
            </label>
          )}
          <FavouriteButton code={code} name={name} />
        </div>
      </div>
    </article>
  );
}

function Fact({
  icon,
  what,
  value,
  prefix = "",
}: {
  icon: IconName;
  what: string;
  value: string | null;
  prefix?: string;
}) {
  return (
    <li>
      <Icon name={icon} size={16} />{" "}
      {value ? (
        prefix + value
      ) : (
        <>
          {what} <Missing />
        </>
      )}
    </li>
  );
}

function OffersFact({ town, live }: { town: Town; live: LiveCount | undefined }) {
  if (live === undefined && !town.offers) return null;
  const where = town.offers?.level === "bassin" ? " dans le bassin" : "";
  return (
    <li>
      <Icon name="job" size={16} />{" "}
      {live === "waiting" ? (
        <span className="muted">Offres : comptage en cours</span>
      ) : typeof live === "number" ? (
        `${plural(live, "offre")} à moins de 10 km`
      ) : town.offers ? (
        `${plural(town.offers.count, "offre")}${where}`
      ) : (
        <>
          Offres <Missing />
        </>
      )}
    </li>
  );
}

export function FavouriteButton({ code, name }: { code: string; name: string }) {
  const favourites = useFavourites();
  const kept = favourites.has(code);
  return (
    <button
      type="button"
      className={styles.favourite}
      aria-pressed={kept}
      onClick={() => favourites.toggle(code)}
    >
      <Icon name={kept ? "heartFull" : "heart"} size={18} />
      {kept ? "Dans vos favoris" : "Garder"}
      <span className="visually-hidden"> : {name}</span>
    </button>
  );
}
