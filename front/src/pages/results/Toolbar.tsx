import { withQuery } from "@/app/paths";
import { SORTS, type TownSearch, activeFilters } from "@/state/townSearch";
import type { Changes } from "@/state/url";
import { Button, ButtonLink } from "@/ui/Button";
import { Select } from "@/ui/Select";
import styles from "./Toolbar.module.css";

interface Props {
  search: TownSearch;
  /** the filters are unfolded, where they can be folded */
  open: boolean;
  onOpen: (open: boolean) => void;
  set: (changes: Changes, options?: { replace?: boolean }) => void;
}

/** What unfolds the filters on a small screen, order and priorities. */
export function Toolbar({ search, open, onOpen, set }: Props) {
  const sorts = SORTS.filter(({ key }) => key !== "match" || search.weights);
  const shown = search.romes.length
    ? sorts
    : sorts.map((sort) => (sort.key === "tension" ? { ...sort, label: "Population" } : sort));
  const unique = search.romes.length ? shown : shown.filter(({ key }) => key !== "population");
  const active = activeFilters(search).length;
  return (
    <div className={`${styles.toolbar} no-print`}>
      <div className={styles.toggle}>
        <Button icon="filter" aria-expanded={open} aria-controls="filters" onClick={() => onOpen(!open)}>
          Métier et filtres{active > 0 && ` (${active})`}
        </Button>
      </div>
      <div className={styles.sort}>
        <Select
          inline
          label="Trier par"
          value={SORTS.find(({ key }) => key === search.sort)?.url ?? ""}
          options={unique.map(({ url, label }) => ({ value: url, label }))}
          onChange={(tri) => set({ tri, page: null })}
        />
      </div>
      <div className={styles.priorities}>
        <PrioritiesLink search={search} />
      </div>
    </div>
  );
}

/** To the page that weighs what matters to the person, with what is known of it. */
export function PrioritiesLink({ search }: { search: TownSearch }) {
  const { romes, weights, near } = search;
  return (
    <ButtonLink
      to={withQuery("/rechercher", { codeRome: romes[0], poids: weights, pres: near })}
      variant="quiet"
      icon="sliders"
    >
      Vos priorités
    </ButtonLink>
  );
}
