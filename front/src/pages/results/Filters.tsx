import { useState } from "react";
import { type Schemas, useApi } from "@/api/client";
import { FILTER_PARAMETERS, type TownSearch, activeFilters } from "@/state/townSearch";
import type { Changes } from "@/state/url";
import { count } from "@/text/format";
import { ENVIRONMENTS, SIZES } from "@/text/labels";
import { Button } from "@/ui/Button";
import { Chips } from "@/ui/Chips";
import { Icon } from "@/ui/Icon";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Select } from "@/ui/Select";
import styles from "./Filters.module.css";

type Facets = Schemas["CityPage"]["facets"];
interface Props {
  search: TownSearch;
  facets: Facets | undefined;
  set: (changes: Changes) => void;
}

const RENTS = [8, 10, 12, 14, 17, 20, 25];
const TENSIONS: readonly [string, string][] = [
  ["", "Toutes"],
  ["3", "Moyennes ou mieux"],
  ["4", "Bonnes ou mieux"],
  ["5", "Très bonnes"],
];

/** Towns of a facet's values from a level on; undefined while nothing is known. */
export function countFrom(tension: Record<string, number> | undefined, least: number): number | undefined {
  if (!tension) return undefined;
  return Object.entries(tension).reduce(
    (sum, [level, towns]) => (Number(level) >= least ? sum + towns : sum),
    0,
  );
}

export function Filters({ search, facets, set }: Props) {
  const [open, setOpen] = useState(false);
  const active = activeFilters(search);
  const change = (changes: Changes) => set({ ...changes, page: null });
  const reset = Object.fromEntries(
    Object.values(FILTER_PARAMETERS)
      .flat()
      .map((name) => [name, null]),
  );
  return (
    <search className={`${styles.filters} no-print`} aria-label="Filtres">
      <OccupationSearch rome={search.romes[0] ?? null} onChange={(codeRome) => change({ codeRome })} />
      <div className={styles.toggle}>
        <Button icon="filter" aria-expanded={open} aria-controls="filters" onClick={() => setOpen(!open)}>
          Filtres{active.length > 0 && ` (${active.length})`} <Icon name="chevron" size={16} />
        </Button>
      </div>
      <div id="filters" className={styles.panel} data-open={open}>
        <Choices search={search} facets={facets} change={change} />
        {active.length > 0 && (
          <Button variant="quiet" icon="close" onClick={() => change(reset)}>
            Effacer les filtres
          </Button>
        )}
      </div>
    </search>
  );
}

function Choices({
  search,
  facets,
  change,
}: {
  search: TownSearch;
  facets: Facets | undefined;
  change: (changes: Changes) => void;
}) {
  const detail = (towns: number | undefined) =>
    towns === undefined ? undefined : (count(towns) ?? undefined);
  const none = (towns: number | undefined) => Boolean(facets) && !towns;
  const chips = <K extends string>(
    labels: readonly { key: K; url: string; label: string }[],
    facet: Record<string, number> | undefined,
  ) =>
    labels.map(({ key, url, label }) => ({
      value: url,
      label,
      detail: facets && detail(facet?.[key] ?? 0),
      disabled: none(facet?.[key]),
    }));
  const urls = <K extends string>(labels: readonly { key: K; url: string }[], keys: readonly K[]) =>
    labels.filter(({ key }) => keys.includes(key)).map(({ url }) => url);
  return (
    <>
      {search.romes.length > 0 && (
        <Chips
          legend="Chances d’emploi"
          options={TENSIONS.map(([value, label]) => ({
            value,
            label,
            detail: value ? detail(countFrom(facets?.tension, Number(value))) : undefined,
            disabled: value !== "" && none(countFrom(facets?.tension, Number(value))),
          }))}
          chosen={[String(search.minTension ?? "")]}
          onChange={([value]) => change({ tensionMin: value, opportunity: null })}
        />
      )}
      <Chips
        legend="Environnement"
        several
        options={chips(ENVIRONMENTS, facets?.environment)}
        chosen={urls(ENVIRONMENTS, search.environments)}
        onChange={(codeEnvironment) => change({ codeEnvironment })}
      />
      <Chips
        legend="Taille"
        several
        options={chips(SIZES, facets?.size)}
        chosen={urls(SIZES, search.sizes)}
        onChange={(codeCity) => change({ codeCity })}
      />
      <RegionChoice search={search} facet={facets?.region} change={change} />
      <Select
        label="Loyer maximal (appartement)"
        value={search.maxRent ? String(search.maxRent) : ""}
        options={[
          { value: "", label: "Peu importe" },
          ...[...new Set([...RENTS, ...(search.maxRent ? [search.maxRent] : [])])]
            .sort((a, b) => a - b)
            .map((rent) => ({
              value: String(rent),
              label: `${count(rent)} €/m² par mois, charges comprises`,
            })),
        ]}
        onChange={(loyerMax) => change({ loyerMax })}
      />
    </>
  );
}

interface RegionProps {
  search: TownSearch;
  facet: Record<string, number> | undefined;
  change: (changes: Changes) => void;
}

function RegionChoice({ search, facet, change }: RegionProps) {
  const criteria = useApi("/api/v1/criteria", {});
  const departement = search.departements[0];
  const sheet = useApi(
    "/api/v1/departements/{code}",
    { path: { code: departement ?? "" } },
    { enabled: Boolean(departement) },
  );
  const regions = [...(criteria.data?.regions ?? [])].sort((a, b) => a.name.localeCompare(b.name, "fr"));
  const options = regions.map(({ code, name }) => ({
    value: code,
    label: facet ? `${name} (${count(facet[code] ?? 0)})` : name,
  }));
  return (
    <>
      <Select
        label="Région"
        value={search.regions[0] ?? ""}
        options={[{ value: "", label: "Toute la France" }, ...options]}
        onChange={(codeRegion) => change({ codeRegion, codeDepartement: null })}
      />
      {departement && (
        <p>
          <Button icon="close" onClick={() => change({ codeDepartement: null })}>
            Département : {sheet.data?.name ?? departement}
            <span className="visually-hidden"> (retirer ce filtre)</span>
          </Button>
        </p>
      )}
    </>
  );
}
