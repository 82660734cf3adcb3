import { type Schemas, useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { resultsPath } from "@/app/paths";
import { Choropleth, TensionLegend } from "@/map/Choropleth";
import { RegionItem } from "@/pages/home/RegionItem";
import { POPULAR_OCCUPATIONS } from "@/text/labels";
import { Chips } from "@/ui/Chips";
import { Loaded } from "@/ui/Loaded";
import { Skeleton } from "@/ui/Skeleton";
import { TensionSource } from "@/ui/TensionSource";
import styles from "./RegionsMap.module.css";

interface Props {
  rome: string;
  example: boolean;
  onRome: (rome: string) => void;
}

/** The regions, coloured where the occupation recruits. */
export default function RegionsMap({ rome, example, onRome }: Props) {
  const label = useOccupationLabel(rome);
  const query = useApi(
    "/api/v1/occupations/{rome}/tensions",
    { path: { rome }, query: { by: "region" } },
    { keep: true },
  );
  return (
    <section aria-labelledby="where" className={styles.where}>
      <h2 id="where">
        Où recrute-t-on ? <span className={styles.label}>{label ?? "…"}</span>
      </h2>
      <Chips
        legend={example ? "Un exemple ; en voici d’autres" : "D’autres exemples"}
        options={POPULAR_OCCUPATIONS.map(([value, label]) => ({ value, label }))}
        chosen={[rome]}
        onChange={([value]) => value && onRome(value)}
      />
      <Loaded
        query={query}
        what="la carte des régions"
        skeleton={<Skeleton height="block" label="Chargement de la carte" />}
      >
        {(tensions) => {
          const levels = new Map(tensions.items.map((item) => [item.code, item.tension]));
          return (
            <>
              <Choropleth
                kind="regions"
                level={(code) => levels.get(code)}
                to={(shape) => resultsPath({ codeRome: rome, codeRegion: shape.code })}
              />
              <TensionLegend />
              <AllRegions rome={rome} items={tensions.items} />
              <TensionSource tensions={tensions} badge={false} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** What the map says, for those who do not see it or would rather read. */
function AllRegions({ rome, items }: { rome: string; items: Schemas["OccupationTensions"]["items"] }) {
  return (
    <details className="no-print">
      <summary>La carte en liste : toutes les régions</summary>
      <ul className="plain">
        {items.map((region) => (
          <RegionItem key={region.code} region={region} rome={rome} />
        ))}
      </ul>
    </details>
  );
}
