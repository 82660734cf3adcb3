import { Link } from "wouter";
import { useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { occupationPath } from "@/app/paths";
import { RegionItem } from "@/pages/home/RegionItem";
import { Skeleton } from "@/ui/Skeleton";
import { TensionSource } from "@/ui/TensionSource";
import styles from "./BestRegions.module.css";

/** The regions where the occupation recruits most; `example`: nobody chose it. */
export default function BestRegions({ rome, example }: { rome: string; example: boolean }) {
  const label = useOccupationLabel(rome);
  const query = useApi(
    "/api/v1/occupations/{rome}/tensions",
    { path: { rome }, query: { by: "region" } },
    { keep: true },
  );
  if (query.isError) return null;
  const best = query.data?.items.filter((item) => (item.tension ?? 0) >= 3).slice(0, 5);
  return (
    <section aria-labelledby="best" className={styles.best}>
      <h2 id="best">
        {example && "Par exemple, "}
        {`${label ?? "…"} : les régions qui recrutent le plus`}
      </h2>
      {!best && <Skeleton count={5} />}
      <ol className="plain">
        {best?.map((region) => (
          <RegionItem key={region.code} region={region} rome={rome} />
        ))}
      </ol>
      {best?.length === 0 && (
        <p>Aucune région ne peine à recruter dans ce métier, ou les chiffres manquent.</p>
      )}
      {query.data && <TensionSource tensions={query.data} />}
      <p className={`small ${styles.more}`}>
        <Link href={occupationPath(rome)}>Carte par département et tableau complet</Link>
      </p>
    </section>
  );
}
