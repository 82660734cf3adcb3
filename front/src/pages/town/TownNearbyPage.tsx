import { type Schemas, useApi } from "@/api/client";
import { useSamplePhotos } from "@/api/samplePhotos";
import type { RouteProps } from "@/app/routes";
import { type Sheet, TownFrame } from "@/pages/town/TownFrame";
import { km, plural, sentence } from "@/text/format";
import { FiguresNote } from "@/ui/FiguresNote";
import { Loaded } from "@/ui/Loaded";
import { SampleBadge } from "@/ui/SampleBadge";
import { Skeleton } from "@/ui/Skeleton";
import { TownCard } from "@/ui/TownCard";
import styles from "./Town.module.css";

/** Towns around a town, and towns that are like it. */
export default function TownNearbyPage({ params }: RouteProps) {
  return (
    <TownFrame params={params} section="proches">
      {(town, rome) => (
        <>
          <Nearby town={town} rome={rome} />
          <Similar town={town} rome={rome} />
        </>
      )}
    </TownFrame>
  );
}

interface Props {
  town: Sheet;
  rome: string | null;
}

function Nearby({ town, rome }: Props) {
  const query = useApi("/api/v1/cities/{code_insee}/nearby", {
    path: { code_insee: town.code_insee },
    query: { radius_km: 30, sort: "population", limit: 12, ...(rome && { rome: [rome] }) },
  });
  return (
    <section aria-labelledby="autour" className="stack">
      <h2 id="autour">Autour de {town.name}</h2>
      <Loaded query={query} what="les villes proches" skeleton={<Skeleton height="screen" />}>
        {(found) => (
          <>
            <p>
              {found.notice?.message ??
                `${plural(found.total, "commune")} à moins de ${found.radius_km} km ; voici les plus peuplées.`}
            </p>
            <Towns found={found} rome={rome} tell={(one) => `À ${km(one.distance_km)} à vol d’oiseau`} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Similar({ town, rome }: Props) {
  const query = useApi("/api/v1/cities/{code_insee}/similar", {
    path: { code_insee: town.code_insee },
    query: { limit: 9, ...(rome && { rome: [rome] }) },
  });
  return (
    <section aria-labelledby="semblables" className="stack">
      <h2 id="semblables">Des villes semblables, ailleurs</h2>
      <Loaded query={query} what="les villes semblables" skeleton={<Skeleton height="screen" />}>
        {(found) => {
          const words = new Map(found.criteria.map(({ key, label }) => [key, label]));
          return (
            <Towns
              found={found}
              rome={rome}
              tell={(one) =>
                sentence(one.alike.map((key) => (words.get(key) ?? key).toLowerCase()).join(", "))
              }
            />
          );
        }}
      </Loaded>
    </section>
  );
}

interface TownsProps<T> {
  found: { items: readonly T[]; sources: readonly Schemas["SourceRef"][] };
  rome: string | null;
  tell: (town: T) => string;
}

function Towns<T extends Schemas["City"]>({ found, rome, tell }: TownsProps<T>) {
  const samplePhotos = useSamplePhotos(found.items);
  return (
    <>
      <SampleBadge photos={samplePhotos} />
      <ul className={`plain ${styles.towns}`}>
        {found.items.map((one) => (
          <li key={one.code_insee}>
            <TownCard town={one} rome={rome}>
              <p className="small">{tell(one)}</p>
            </TownCard>
          </li>
        ))}
      </ul>
      {found.items.length > 0 && <FiguresNote sources={found.sources} />}
    </>
  );
}
