import type { FeatureCollection } from "geojson";
import { useMemo } from "react";
import { type Schemas, useApi } from "@/api/client";
import { townPath } from "@/app/paths";
import { TensionLegend, describe } from "@/map/Choropleth";
import { LazyMap } from "@/map/Map";
import { framed } from "@/map/frame";
import { useSeen } from "@/map/useSeen";
import { plural } from "@/text/format";

interface Props {
  towns: readonly Schemas["City"][] | undefined;
  rome: string | null;
  pointed: string | null;
}
const NONE: readonly Schemas["City"][] = [];

/** The towns of the list, where they are. */
export function TownsMap({ towns = NONE, rome, pointed }: Props) {
  const { ref, seen } = useSeen();
  const outlines = useApi("/api/v1/outlines/departements", {}, { enabled: seen });
  const points = useMemo(
    () =>
      towns.flatMap((town) => {
        const { code_insee: key, latitude, longitude, name } = town;
        if (latitude === null || longitude === null) return [];
        const label = rome ? `${name} : ${describe(town.tension)}` : name;
        const level = rome ? { level: town.tension } : {};
        return [
          {
            key,
            latitude,
            longitude,
            label,
            to: townPath(town, rome),
            highlighted: key === pointed,
            ...level,
          },
        ];
      }),
    [towns, rome, pointed],
  );
  const hidden = points.length - framed(points).length;
  return (
    <div ref={ref}>
      <LazyMap
        label="Carte des villes de la liste"
        points={points}
        outlines={outlines.data as FeatureCollection | undefined}
        fit="points"
        height="tall"
      />
      {rome && <TensionLegend />}
      {hidden > 0 && (
        <p className="small muted">{plural(hidden, "ville")} outre-mer, hors du cadre de la carte.</p>
      )}
    </div>
  );
}
