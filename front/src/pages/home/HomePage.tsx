import { lazy } from "react";
import { patiently } from "@/app/patiently";
import { SearchForm } from "@/pages/home/SearchForm";
import { Ideas } from "@/pages/home/Ideas";
import { readRome } from "@/state/rome";
import { useUrlState } from "@/state/url";
import { useSeen } from "@/map/useSeen";
import { POPULAR_OCCUPATIONS } from "@/text/labels";
import { Page, PageHeading } from "@/ui/Page";
import { Part } from "@/ui/Part";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./HomePage.module.css";

const RegionsMap = lazy(() => patiently(() => import("@/pages/home/RegionsMap")));
const BestRegions = lazy(() => patiently(() => import("@/pages/home/BestRegions")));
const EXAMPLE = POPULAR_OCCUPATIONS[0]?.[0] ?? "J1506";

export function HomePage() {
  const { get, set } = useUrlState();
  const rome = readRome(get("codeRome"));
  const { ref, seen } = useSeen();
  const choose = (code: string | null) => set({ codeRome: code }, { replace: true });
  return (
    <Page title="Mobiville" bare>
      <div className={styles.hero}>
        <div className={`wrap ${styles.split}`}>
          <div>
            <PageHeading className={styles.sentence}>
              Trouvez la ville où votre métier recrute, <em>et où il fera bon vivre.</em>
            </PageHeading>
            <SearchForm rome={rome} onRome={choose} />
            <Part what="les régions qui recrutent" skeleton={<Skeleton height="card" />}>
              <BestRegions rome={rome ?? EXAMPLE} example={!rome} />
            </Part>
          </div>
          <div ref={ref}>
            <Part what="la carte" skeleton={<Skeleton height="screen" label="Chargement de la carte" />}>
              {seen ? (
                <RegionsMap rome={rome ?? EXAMPLE} example={!rome} onRome={choose} />
              ) : (
                <div className={styles.space} />
              )}
            </Part>
          </div>
        </div>
      </div>
      <Ideas rome={rome} />
    </Page>
  );
}
