import { useState } from "react";
import type { Schemas } from "@/api/client";
import {
  CONTRACTS,
  DAYS,
  DISTANCES,
  EXPERIENCES,
  type Experience,
  type OfferSearch,
  activeFilters,
} from "@/state/offerSearch";
import type { Changes } from "@/state/url";
import { count } from "@/text/format";
import { Button } from "@/ui/Button";
import { Chips } from "@/ui/Chips";
import { Icon } from "@/ui/Icon";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { PlaceSearch } from "@/ui/PlaceSearch";
import { Select } from "@/ui/Select";
import styles from "./Offers.module.css";

interface Props {
  search: OfferSearch;
  place: string;
  facets: Schemas["OfferFacets"] | null | undefined;
  set: (changes: Changes) => void;
}
const ANY = { value: "", label: "Peu importe" };

/** What narrows the list; on a phone, occupation and place only until one asks for more. */
export function OfferFilters({ search, place, facets, set }: Props) {
  const [open, setOpen] = useState(false);
  const change = (changes: Changes) => set({ ...changes, page: null });
  const active = activeFilters(search);
  return (
    <search className={`no-print ${styles.filters}`} aria-label="Filtres des offres">
      <OccupationSearch rome={search.rome} onChange={(codeRome) => change({ codeRome })} />
      <PlaceSearch
        label="Lieu"
        chosen={place}
        onChange={(found) =>
          change({
            ville: found?.kind === "city" ? found.code : null,
            codeDepartement: found?.kind === "departement" ? found.code : null,
            codeRegion: found?.kind === "region" ? found.code : null,
          })
        }
      />
      <div className={styles.toggle}>
        <Button
          icon="filter"
          aria-expanded={open}
          aria-controls="offer-filters"
          onClick={() => setOpen(!open)}
        >
          Filtres{active > 0 && ` (${active})`} <Icon name="chevron" size={16} />
        </Button>
      </div>
      <div id="offer-filters" className={styles.panel} data-open={open}>
        <Choices search={search} facets={facets} change={change} />
      </div>
    </search>
  );
}

interface ChoicesProps extends Pick<Props, "search" | "facets"> {
  change: (changes: Changes) => void;
}

function Choices({ search, facets, change }: ChoicesProps) {
  return (
    <>
      {search.town && (
        <Select
          label="Autour de la ville"
          value={String(search.distance)}
          options={DISTANCES.map((km) => ({
            value: String(km),
            label: km === 0 ? "Dans la ville seulement" : `${km} km au plus`,
          }))}
          onChange={(rayon) => change({ rayon })}
        />
      )}
      <Select
        label="Publiée"
        value={String(search.days ?? "")}
        options={[
          { value: "", label: "À toute date" },
          ...DAYS.map((days) => ({
            value: String(days),
            label: days === 1 ? "Depuis un jour" : `Depuis ${days} jours`,
          })),
        ]}
        onChange={(publie) => change({ publie })}
      />
      <Select
        label="Temps de travail"
        value={search.fullTime === null ? "" : search.fullTime ? "plein" : "partiel"}
        options={[
          ANY,
          { value: "plein", label: "Temps plein" },
          { value: "partiel", label: "Temps partiel" },
        ]}
        onChange={(temps) => change({ temps })}
      />
      <Select
        label="Expérience demandée"
        value={search.experience ?? ""}
        options={[
          ANY,
          ...(Object.keys(EXPERIENCES) as Experience[]).map((value) => ({
            value,
            label: EXPERIENCES[value],
          })),
        ]}
        onChange={(experience) => change({ experience })}
      />
      <div className={styles.wide}>
        <Chips
          legend="Contrat"
          several
          options={Object.entries(CONTRACTS).map(([value, label]) => {
            const known = facets?.contract[value];
            return { value, label, detail: known === undefined ? undefined : (count(known) ?? undefined) };
          })}
          chosen={search.contracts}
          onChange={(contrat) => change({ contrat })}
        />
        <Chips
          legend="Candidats"
          several
          options={[{ value: "1", label: "Offres avec peu de candidats" }]}
          chosen={search.fewCandidates ? ["1"] : []}
          onChange={([peu]) => change({ peu })}
        />
      </div>
    </>
  );
}
