import { type Schemas, useApi } from "@/api/client";
import { FILTER_PARAMETERS, type TownSearch, activeFilters } from "@/state/townSearch";
import type { Changes } from "@/state/url";
import { PrioritiesLink } from "@/pages/results/Toolbar";
import { hasRents, rentOptions } from "@/pages/results/rents";
import { count, rentM2 } from "@/text/format";
import { ENVIRONMENTS, SIZES } from "@/text/labels";
import { Button } from "@/ui/Button";
import { Chips } from "@/ui/Chips";
import { Missing } from "@/ui/Missing";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Select } from "@/ui/Select";
import styles from "./Filters.module.css";

interface Props {
  search: TownSearch;
  /** the answer, for its counts */
  page: Schemas["CityPage"] | undefined;
  open: boolean;
  onDone: () => void;
  set: (changes: Changes) => void;
}

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

/** Occupation and filters; folded on a small screen, until they are asked for. */
export function Filters({ search, page, open, onDone, set }: Props) {
  const active = activeFilters(search);
  const change = (changes: Changes) => set({ ...changes, page: null });
  const reset = Object.fromEntries(
    Object.values(FILTER_PARAMETERS)
      .flat()
      .map((name) => [name, null]),
  );
  return (
    <search id="filters" className={`${styles.panel} no-print`} aria-label="Filtres" data-open={open}>
      <OccupationSearch rome={search.romes[0] ?? null} onChange={(codeRome) => change({ codeRome })} />
      <Choices search={search} page={page} change={change} />
      {active.length > 0 && (
        <Button variant="quiet" icon="close" onClick={() => change(reset)}>
          Effacer les filtres
        </Button>
      )}
      <div className={styles.priorities}>
        <PrioritiesLink search={search} />
      </div>
      <div className={styles.done}>
        <Button variant="primary" onClick={onDone}>
          Voir les villes{page && ` (${count(page.total)})`}
        </Button>
      </div>
    </search>
  );
}

interface ChoicesProps extends Pick<Props, "search" | "page"> {
  change: (changes: Changes) => void;
}

function Choices({ search, page, change }: ChoicesProps) {
  const facets = page?.facets;
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
      <RentChoice search={search} page={page} change={change} />
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

/** The ceilings that the service counts; without any rent on this site, that it has none. */
function RentChoice({ search, page, change }: ChoicesProps) {
  const criteria = useApi("/api/v1/criteria", {});
  const { maxRent } = search;
  if (page && !hasRents(page.sources)) {
    return (
      <div>
        <p className="small strong">Loyer maximal</p>
        <p className="small">
          <Missing reason="Les loyers n’ont pas été importés sur ce site." />
        </p>
        {maxRent && (
          <Button icon="close" onClick={() => change({ loyerMax: null })}>
            {rentM2(maxRent)} ou moins
            <span className="visually-hidden"> (retirer ce filtre)</span>
          </Button>
        )}
      </div>
    );
  }
  return (
    <div>
      <Select
        label="Loyer maximal d’un appartement"
        value={maxRent ? String(maxRent) : ""}
        options={[
          { value: "", label: "Peu importe" },
          ...rentOptions(criteria.data?.rent_ceilings_m2 ?? [], page?.facets.rent, maxRent),
        ]}
        onChange={(loyerMax) => change({ loyerMax })}
      />
      <p className={styles.hint}>Par mois, charges comprises ; sans les villes au loyer inconnu.</p>
    </div>
  );
}
