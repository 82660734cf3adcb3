import { useState } from "react";
import { useApi } from "@/api/client";
import { useOfferCounts } from "@/api/offerCounts";
import { useSamplePhotos } from "@/api/samplePhotos";
import { useOccupationLabel } from "@/api/occupations";
import { ComparisonTable } from "@/pages/compare/ComparisonTable";
import { MOST_COMPARED } from "@/state/townSearch";
import { read, write } from "@/state/storage";
import { useFavourites } from "@/state/favourites";
import { readInsee, readRome } from "@/state/rome";
import { useUrlState } from "@/state/url";
import { Button } from "@/ui/Button";
import { FoldedSampleBadge } from "@/ui/FoldedSampleBadge";
import { Loaded } from "@/ui/Loaded";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Page } from "@/ui/Page";
import { PlaceSearch } from "@/ui/PlaceSearch";
import { Sources } from "@/ui/Sources";
import styles from "./ComparePage.module.css";

/** On the device: the town where the person lives. */
const HOME = "ici";

/** INSEE codes of the address, each once, four at most. */
export function readCodes(values: readonly string[]): string[] {
  const codes = values.flatMap((value) => value.split(",")).filter((code) => readInsee(code));
  return [...new Set(codes)].slice(0, MOST_COMPARED);
}

export default function ComparePage() {
  const { search, get, set } = useUrlState();
  const codes = readCodes(search.getAll("ville"));
  const rome = readRome(get("codeRome"));
  const label = useOccupationLabel(rome);
  const query = useApi(
    "/api/v1/cities/compare",
    { query: { code: codes, ...(rome ? { rome } : {}) } },
    { enabled: codes.length > 0, keep: true },
  );
  const towns = query.data?.items ?? [];
  const live = useOfferCounts(
    rome ? [rome] : [],
    towns.map((town) => town.code_insee),
  );
  const samplePhotos = useSamplePhotos(towns);
  const [mine, setMine] = useState(() => readInsee(read(HOME)));
  const named = readInsee(get("ici"));
  const home = codes.find((code) => code === named) ?? null;
  const liveIn = (code: string | null) => {
    write(HOME, code);
    setMine(code);
    set({ ici: code }, { replace: true });
  };
  const remove = (code: string) =>
    set({ ville: codes.filter((one) => one !== code), ...(code === home ? { ici: null } : {}) });
  const homeTown = codes.length > 1 && towns.find((town) => town.code_insee === home);
  const names = query.data?.items.map((town) => town.name).join(", ");
  return (
    <Page
      title={names && codes.length ? `Comparer ${names}` : "Comparer des villes"}
      heading="Comparer des villes"
      lead={
        codes.length > 0 && (
          <span className={styles.lead}>
            {label && `Pour ${label}. `}La meilleure valeur de chaque ligne est signalée
            {homeTown && `, ainsi que l’écart avec ${homeTown.name}`}.
          </span>
        )
      }
      crumbs={[{ label: "Villes", to: "/villes" }]}
      actions={
        codes.length > 0 && (
          <Button icon="print" onClick={() => window.print()}>
            Imprimer
          </Button>
        )
      }
    >
      <div className={`${styles.form} no-print`}>
        <AddTown
          codes={codes}
          home={mine}
          onAdd={(code) => set({ ville: [...codes, code], ...(code === mine ? { ici: code } : {}) })}
        />
        <OccupationSearch
          label="Métier (facultatif)"
          rome={rome}
          onChange={(codeRome) => set({ codeRome }, { replace: true })}
        />
      </div>
      {codes.length === 0 ? (
        <NothingYet onAdd={(kept) => set({ ville: kept })} />
      ) : (
        <Loaded query={query} what="la comparaison">
          {(comparison) => (
            <>
              <div className={styles.notice}>
                <FoldedSampleBadge sample={comparison.sample} sandbox={live.sandbox} photos={samplePhotos} />
              </div>
              <ComparisonTable
                comparison={comparison}
                rome={rome}
                live={live}
                home={{ code: home, mine: home === mine }}
                onHome={liveIn}
                onRemove={remove}
              />
              <div className="no-print">
                <Sources sources={comparison.sources} />
              </div>
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

interface AddTownProps {
  codes: readonly string[];
  /** the town where the person lives, as this device remembers */
  home: string | null;
  onAdd: (code: string) => void;
}

function AddTown({ codes, home, onAdd }: AddTownProps) {
  if (codes.length >= MOST_COMPARED) {
    return <p className="muted">Quatre villes au plus : retirez-en une pour en ajouter une autre.</p>;
  }
  return (
    <div>
      <PlaceSearch
        key={codes.join()}
        label={codes.length === 0 ? "Une première ville" : "Ajouter une ville"}
        hint="Ajoutez aussi celle où vous habitez, et dites-le par « J’y habite »."
        chosen=""
        kinds={["city"]}
        onChange={(place) => place && !codes.includes(place.code) && onAdd(place.code)}
      />
      {home && !codes.includes(home) && <AddHome code={home} onAdd={onAdd} />}
    </div>
  );
}

function AddHome({ code, onAdd }: { code: string; onAdd: (code: string) => void }) {
  const town = useApi("/api/v1/cities/{code_insee}", { path: { code_insee: code } });
  if (!town.data) return null;
  return (
    <Button variant="quiet" icon="home" onClick={() => onAdd(code)}>
      Ajouter {town.data.name}, où vous habitez
    </Button>
  );
}

function NothingYet({ onAdd }: { onAdd: (codes: string[]) => void }) {
  const favourites = useFavourites().codes.slice(-MOST_COMPARED);
  return (
    <div className="prose">
      <p>
        Choisissez de deux à quatre villes : emploi, logement, services, climat et distances s’affichent côte
        à côte.
      </p>
      {favourites.length > 1 && (
        <p>
          <Button icon="heart" onClick={() => onAdd(favourites)}>
            Comparer mes derniers favoris
          </Button>
        </p>
      )}
    </div>
  );
}
