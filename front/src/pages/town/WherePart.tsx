import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { Link } from "wouter";
import { type Schemas, useApi } from "@/api/client";
import { townPath } from "@/app/paths";
import { TensionLegend } from "@/map/Choropleth";
import type { MapPoint } from "@/map/LeafletMap";
import { LazyMap } from "@/map/Map";
import { useSeen } from "@/map/useSeen";
import type { Sheet } from "@/pages/town/TownFrame";
import { useUrlState } from "@/state/url";
import { count, km, metres, plural } from "@/text/format";
import { ENVIRONMENTS, SIZES, labelOf } from "@/text/labels";
import { Chips } from "@/ui/Chips";
import { Figure, Figures } from "@/ui/Figure";
import { Loaded } from "@/ui/Loaded";
import { Skeleton } from "@/ui/Skeleton";
import { SourceNote, findSource } from "@/ui/Sources";
import { Tension } from "@/ui/Tension";
import styles from "./Town.module.css";

const NEIGHBOURS = 12;

type Around = Schemas["NearbyCities"];
interface Props {
  town: Sheet;
  rome: string | null;
}

/** Where the town is: in figures, among the towns around it, in France. */
export function WherePart({ town, rome }: Props) {
  const around = useApi("/api/v1/cities/{code_insee}/nearby", {
    path: { code_insee: town.code_insee },
    query: { radius_km: 30, sort: "population", limit: NEIGHBOURS, ...(rome && { rome: [rome] }) },
  });
  return (
    <section aria-labelledby="situation" className={styles.where}>
      <div className="stack">
        <h2 id="situation">Situation</h2>
        <InFigures town={town} />
        <Loaded
          query={around}
          what="les villes proches"
          skeleton={<Skeleton count={NEIGHBOURS + 1} label="Chargement : les villes proches" />}
        >
          {(found) => <Neighbours around={found} rome={rome} />}
        </Loaded>
      </div>
      <TownMap town={town} rome={rome} around={around.data} />
    </section>
  );
}

function InFigures({ town }: { town: Sheet }) {
  const source = findSource(town.sources, "cities");
  const around = town.environments.map((key) => labelOf(ENVIRONMENTS, key)).join(", ");
  return (
    <>
      <Figures>
        <Figure
          label="Habitants"
          value={count(town.population)}
          note={town.size ? labelOf(SIZES, town.size) : undefined}
        />
        <Figure label="Densité" value={count(town.density_per_km2)} note="habitants par km²" />
        <Figure label="Distance à la mer" value={km(town.sea_distance_km)} />
        <Figure label="Altitude moyenne" value={metres(town.altitude_m)} note={around || undefined} />
      </Figures>
      {source && <SourceNote source={source} />}
      <p className="small muted">{codes(town)}</p>
    </>
  );
}

/** "Code postal 35000. Code Insee 35238 ; codes d’anciennes communes : 35001." */
export function codes(town: Pick<Sheet, "code_insee" | "postal_codes" | "former_codes">): string {
  const { postal_codes: postal, former_codes: former } = town;
  const postcodes = postal?.length
    ? `${postal.length > 1 ? "Codes postaux" : "Code postal"} ${postal.join(", ")}. `
    : "";
  const before = former?.length
    ? ` ; ${former.length > 1 ? "codes d’anciennes communes" : "code d’une ancienne commune"} : ${former.join(", ")}`
    : "";
  return `${postcodes}Code Insee ${town.code_insee}${before}.`;
}

function Neighbours({ around, rome }: { around: Around; rome: string | null }) {
  if (around.items.length === 0)
    return <p className="small">{around.notice?.message ?? "Aucune autre commune à moins de 30 km."}</p>;
  return (
    <div className="stack no-print">
      <p className="small">
        {plural(around.total, "commune")} à moins de {km(around.radius_km)} ; les plus peuplées :
      </p>
      <ul className={`plain small ${styles.neighbours}`}>
        {around.items.map((one) => (
          <li key={one.code_insee}>
            <span>
              <Link href={townPath(one, rome)}>{one.name}</Link> ({km(one.distance_km)})
            </span>
            {rome && <Tension level={one.tension} short />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function TownMap({ town, rome, around }: Props & { around: Around | undefined }) {
  const { ref, seen } = useSeen();
  const outlines = useApi("/api/v1/outlines/departements", {}, { enabled: seen });
  const { get, set } = useUrlState();
  const wide = get("carte") === "france";
  const points = useMemo(() => mark(town, rome, around), [town, rome, around]);
  return (
    <div ref={ref} className={`no-print ${styles.map}`}>
      <Chips
        legend="Montrer"
        options={[
          { value: "", label: "Les alentours" },
          { value: "france", label: "La France" },
        ]}
        chosen={[wide ? "france" : ""]}
        onChange={([carte]) => set({ carte }, { replace: true })}
      />
      <LazyMap
        key={wide ? "france" : "alentours"}
        label={wide ? `Carte : ${town.name} en France` : `Carte : les alentours de ${town.name}`}
        points={points}
        fit={wide ? "metropole" : "points"}
        outlines={outlines.data as FeatureCollection | undefined}
        height="small"
      />
      {rome && <TensionLegend />}
    </div>
  );
}

function mark(town: Sheet, rome: string | null, around: Around | undefined): MapPoint[] {
  const here = { ...town, tension: town.tension?.tension ?? null };
  return [...(around?.items ?? []), here].flatMap((one) => {
    const { latitude, longitude, name, code_insee: key } = one;
    if (latitude === null || longitude === null) return [];
    const present = key === town.code_insee;
    return [
      {
        key,
        latitude,
        longitude,
        label: name,
        highlighted: present,
        ...(rome && { level: one.tension }),
        ...(!present && { to: townPath(one, rome) }),
      },
    ];
  });
}
