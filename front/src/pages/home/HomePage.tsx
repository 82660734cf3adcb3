import { Suspense, lazy } from "react";
import { SearchForm } from "@/pages/home/SearchForm";
import { Ideas } from "@/pages/home/Ideas";
import { useUrlState } from "@/state/url";
import { POPULAR_OCCUPATIONS } from "@/text/labels";
import { Page } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./HomePage.module.css";

const RegionsMap = lazy(() => import("@/pages/home/RegionsMap"));
const BestRegions = lazy(() => import("@/pages/home/BestRegions"));
const EXAMPLE = POPULAR_OCCUPATIONS[0]?.[0] ?? "J1506";

export function HomePage() {
  const { get, set } = useUrlState();
  const rome = get("codeRome");
  const choose = (code: string | null) => set({ codeRome: code }, { replace: true });
  return (
    <Page title="Mobiville" heading="Mobiville : où travailler, où vivre" bare>
      <div className={styles.hero}>
        <div className={`wrap ${styles.split}`}>
          <div>
            <p className={styles.sentence}>
              Trouvez la ville où votre métier recrute, <em>et où il fera bon vivre.</em>
            </p>
            <SearchForm rome={rome} onRome={choose} />
            <Suspense fallback={<Skeleton height="card" />}>
              <BestRegions rome={rome ?? EXAMPLE} />
            </Suspense>
          </div>
          <Suspense fallback={<Skeleton height="screen" label="Chargement de la carte" />}>
            <RegionsMap rome={rome ?? EXAMPLE} example={!rome} onRome={choose} />
          </Suspense>
        </div>
      </div>
      <Ideas rome={rome} />
    </Page>
  );
}
