import { Link } from "wouter";
import { useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { departementPath, occupationPath, regionPath } from "@/app/paths";
import { Choropleth, TensionLegend } from "@/map/Choropleth";
import { useUrlState } from "@/state/url";
import { Loaded } from "@/ui/Loaded";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Tension } from "@/ui/Tension";
import { TensionSource } from "@/ui/TensionSource";
import styles from "./Areas.module.css";

type Kind = "regions" | "departements";
interface Props {
  kind: Kind;
  code: string;
  name: string;
  rome: string | null;
}

/** Where the area is and, for an occupation, how hard it recruits there and around. */
export function AreaMap({ kind, code, name, rome }: Props) {
  const path = kind === "regions" ? regionPath : departementPath;
  const { set } = useUrlState();
  return (
    <section aria-labelledby="carte" className={styles.where}>
      <div className="stack">
        <h2 id="carte">Sur la carte</h2>
        <OccupationSearch
          label="Pour quel métier ?"
          hint={rome ? "" : `Choisissez un métier pour voir s’il recrute ici (${name}) et ailleurs.`}
          rome={rome}
          onChange={(codeRome) => set({ codeRome }, { replace: true })}
        />
        {rome && <TensionHere kind={kind} code={code} rome={rome} />}
      </div>
      {rome ? (
        <TensionMap kind={kind} code={code} rome={rome} />
      ) : (
        <Choropleth kind={kind} level={() => null} current={code} to={(shape) => path(shape)} />
      )}
    </section>
  );
}

function useTensions(kind: Kind, rome: string) {
  const by = kind === "regions" ? "region" : "departement";
  return useApi("/api/v1/occupations/{rome}/tensions", { path: { rome }, query: { by } });
}

function TensionHere({ kind, code, rome }: { kind: Kind; code: string; rome: string }) {
  const label = useOccupationLabel(rome);
  const query = useTensions(kind, rome);
  return (
    <Loaded query={query} what="la tension de ce métier">
      {(tensions) => (
        <>
          <p className={styles.here}>
            <strong>{label ?? rome}</strong>
            <Tension level={tensions.items.find((item) => item.code === code)?.tension} />
          </p>
          <p>
            <Link href={occupationPath(rome)}>Toute la France, en carte et en tableau</Link>
          </p>
          <TensionSource tensions={tensions} />
        </>
      )}
    </Loaded>
  );
}

function TensionMap({ kind, code, rome }: { kind: Kind; code: string; rome: string }) {
  const query = useTensions(kind, rome);
  const levels = new Map(query.data?.items.map((item) => [item.code, item.tension]));
  const path = kind === "regions" ? regionPath : departementPath;
  return (
    <div>
      <Choropleth
        kind={kind}
        level={(area) => levels.get(area)}
        current={code}
        to={(shape) => path(shape, rome)}
      />
      <TensionLegend />
    </div>
  );
}
