import type { Schemas } from "@/api/client";
import { useApi } from "@/api/client";
import { comparePath } from "@/app/paths";
import { MOST_COMPARED } from "@/state/townSearch";
import { Button, ButtonLink } from "@/ui/Button";
import styles from "./CompareBar.module.css";

interface Props {
  codes: readonly string[];
  towns: readonly Schemas["City"][] | undefined;
  rome: string | null;
  onRemove: (code: string) => void;
}

/** The towns that were chosen to compare, at the bottom of the screen while there are some. */
export function CompareBar({ codes, towns, rome, onRemove }: Props) {
  if (codes.length === 0) return null;
  return (
    <section aria-label="Villes à comparer" className={`${styles.bar} no-print`}>
      <div className={styles.inner}>
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
        {codes.length > 1 ? (
          <ButtonLink to={comparePath(codes, rome)} variant="primary" icon="compare">
            Comparer
          </ButtonLink>
        ) : (
          <p className="small">Choisissez encore une ville ({MOST_COMPARED} au plus).</p>
        )}
      </div>
    </section>
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
      <span className="visually-hidden"> : ne plus comparer</span>
    </Button>
  );
}
