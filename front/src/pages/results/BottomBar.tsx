import { type Schemas, useApi } from "@/api/client";
import { comparePath } from "@/app/paths";
import { MOST_COMPARED, type TownSearch } from "@/state/townSearch";
import type { Changes } from "@/state/url";
import { Button, ButtonLink } from "@/ui/Button";
import styles from "./BottomBar.module.css";

type Towns = readonly Schemas["City"][] | undefined;
interface Props {
  search: TownSearch;
  towns: Towns;
  onRemove: (code: string) => void;
  set: (changes: Changes, options?: { replace?: boolean }) => void;
}

/** At the bottom of the screen: list or map on a small one, and the towns chosen to compare. */
export function BottomBar({ search, towns, onRemove, set }: Props) {
  const isMap = search.view === "map";
  const codes = search.compared;
  if (codes.length === 0 && towns?.length === 0 && !isMap) return null;
  const view = (
    <div className={styles.view}>
      <Button
        variant="primary"
        icon={isMap ? "list" : "map"}
        onClick={() => set({ vue: isMap ? null : "carte" }, { replace: true })}
      >
        {isMap ? "Voir la liste" : "Voir la carte"}
      </Button>
    </div>
  );
  return (
    <div className={`${styles.bar} no-print`}>
      {codes.length === 0 ? (
        view
      ) : (
        <section aria-label="Villes à comparer" className={styles.compared}>
          <ul className={`plain ${styles.towns}`}>
            {codes.map((code) => (
              <li key={code}>
                <Chosen
                  code={code}
                  name={towns?.find((town) => town.code_insee === code)?.name}
                  onRemove={onRemove}
                />
              </li>
            ))}
          </ul>
          {codes.length === 1 && (
            <p className="small">Choisissez encore une ville ({MOST_COMPARED} au plus).</p>
          )}
          <div className={styles.actions}>
            {view}
            {codes.length > 1 && (
              <ButtonLink to={comparePath(codes, search.romes[0] ?? null)} variant="primary" icon="compare">
                Comparer
              </ButtonLink>
            )}
          </div>
        </section>
      )}
    </div>
  );
}

function Chosen({
  code,
  name,
  onRemove,
}: {
  code: string;
  name: string | undefined;
  onRemove: (code: string) => void;
}) {
  const query = useApi("/api/v1/cities/{code_insee}", { path: { code_insee: code } }, { enabled: !name });
  const known = name ?? query.data?.name ?? code;
  return (
    <Button icon="close" onClick={() => onRemove(code)}>
      {known}
      <span className="visually-hidden"> : ne plus comparer</span>
    </Button>
  );
}
