import { useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { departementPath, occupationPath, regionPath } from "@/app/paths";
import { Choropleth, TensionLegend } from "@/map/Choropleth";
import { Loaded } from "@/ui/Loaded";
import { Tension } from "@/ui/Tension";
import { TensionSource } from "@/ui/TensionSource";
import { Link } from "wouter";
import styles from "./Areas.module.css";

interface Props {
  kind: "regions" | "departements";
  code: string;
  name: string;
  rome: string | null;
}

/** Where the area is and, for an occupation, how hard it recruits there and around. */
export function AreaMap({ kind, code, name, rome }: Props) {
  const path = kind === "regions" ? regionPath : departementPath;
  return (
    <section aria-labelledby="carte" className={styles.where}>
      <div>
        <h2 id="carte">Sur la carte</h2>
        {rome ? (
          <TensionHere kind={kind} code={code} rome={rome} />
        ) : (
          <p className="muted">Choisissez un métier pour voir où il recrute autour de {name}.</p>
        )}
      </div>
      {rome ? (
        <TensionMap kind={kind} code={code} rome={rome} />
      ) : (
        <Choropleth kind={kind} level={() => null} current={code} to={(shape) => path(shape)} />
      )}
    </section>
  );
}

function useTensions(kind: Props["kind"], rome: string) {
  const by = kind === "regions" ? "region" : "departement";
  return useApi("/api/v1/occupations/{rome}/tensions", { path: { rome }, query: { by } });
}

function TensionHere({ kind, code, rome }: { kind: Props["kind"]; code: string; rome: string }) {
  const label = useOccupationLabel(rome);
  const query = useTensions(kind, rome);
  return (
    <Loaded query={query} what="la tension de ce métier">
      {(tensions) => (
        <div className="stack">
          <p>
            <strong>{label ?? rome}</strong>{" "}
            <Tension level={tensions.items.find((item) => item.code === code)?.tension} />
          </p>
          <p>
            <Link href={occupationPath(rome)}>Toute la France, en carte et en tableau</Link>
          </p>
          <TensionSource tensions={tensions} />
        </div>
      )}
    </Loaded>
  );
}

function TensionMap({ kind, code, rome }: { kind: Props["kind"]; code: string; rome: string }) {
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
