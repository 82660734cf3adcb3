import { useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { resultsPath } from "@/app/paths";
import { Choropleth, TensionLegend } from "@/map/Choropleth";
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
              <TensionSource tensions={tensions} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
