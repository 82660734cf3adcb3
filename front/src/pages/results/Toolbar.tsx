import { withQuery } from "@/app/paths";
import { SORTS, type TownSearch } from "@/state/townSearch";
import type { Changes } from "@/state/url";
import { ButtonLink } from "@/ui/Button";
import { Select } from "@/ui/Select";
import styles from "./Toolbar.module.css";

interface Props {
  search: TownSearch;
  set: (changes: Changes, options?: { replace?: boolean }) => void;
}

/** Order and priorities. */
export function Toolbar({ search, set }: Props) {
  const sorts = SORTS.filter(({ key }) => key !== "match" || search.weights);
  const shown = search.romes.length
    ? sorts
    : sorts.map((sort) => (sort.key === "tension" ? { ...sort, label: "Population" } : sort));
  const unique = search.romes.length ? shown : shown.filter(({ key }) => key !== "population");
  const priorities = withQuery("/rechercher", {
    codeRome: search.romes[0],
    poids: search.weights,
    pres: search.near,
  });
  return (
    <div className={`${styles.toolbar} no-print`}>
      <Select
        inline
        label="Trier par"
        value={SORTS.find(({ key }) => key === search.sort)?.url ?? ""}
        options={unique.map(({ url, label }) => ({ value: url, label }))}
        onChange={(tri) => set({ tri, page: null })}
      />
      <ButtonLink to={priorities} variant="quiet" icon="sliders">
        Vos priorités
      </ButtonLink>
    </div>
  );
}
