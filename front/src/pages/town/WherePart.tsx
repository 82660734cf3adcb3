import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { useApi } from "@/api/client";
import { LazyMap } from "@/map/Map";
import type { Sheet } from "@/pages/town/TownFrame";
import { count, decimal, km, metres } from "@/text/format";
import { ENVIRONMENTS, SIZES, labelOf } from "@/text/labels";
import { Figure, Figures } from "@/ui/Figure";
import { findSource } from "@/ui/Sources";
import styles from "./Town.module.css";

/** Where the town is, on a map and in figures. */
export function WherePart({ town }: { town: Sheet }) {
  const outlines = useApi("/api/v1/outlines/departements", {});
  const source = findSource(town.sources, "cities");
  const { latitude, longitude, name } = town;
  const points = useMemo(
    () =>
      latitude === null || longitude === null
        ? []
        : [{ key: name, latitude, longitude, label: name, highlighted: true }],
    [latitude, longitude, name],
  );
  const unit = (value: string | null, words: string) => (value === null ? null : `${value} ${words}`);
  const around = town.environments.map((key) => labelOf(ENVIRONMENTS, key)).join(", ");
  return (
    <section aria-labelledby="situation" className={styles.where}>
      <div className="stack">
        <h2 id="situation">Situation</h2>
        <Figures>
          <Figure
            label="Habitants"
            value={count(town.population)}
            note={town.size ? labelOf(SIZES, town.size) : undefined}
            source={source}
          />
          <Figure label="Densité" value={unit(decimal(town.density_per_km2), "hab./km²")} source={source} />
          <Figure label="Distance à la mer" value={km(town.sea_distance_km)} source={source} />
          <Figure
            label="Altitude moyenne"
            value={metres(town.altitude_m)}
            note={around || undefined}
            source={source}
          />
        </Figures>
      </div>
      <LazyMap
        label={`Carte : ${name} en France`}
        points={points}
        outlines={outlines.data as FeatureCollection | undefined}
        height="small"
      />
    </section>
  );
}
