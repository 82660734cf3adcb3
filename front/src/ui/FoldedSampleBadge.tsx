import type { ComponentProps } from "react";
import { SampleBadge } from "@/ui/SampleBadge";
import styles from "./FoldedSampleBadge.module.css";

/** The same in one line that unfolds, above what one came for; whole on paper. */
export function FoldedSampleBadge(invented: ComponentProps<typeof SampleBadge>) {
  if (!Object.values(invented).some(Boolean)) return null;
  return (
    <>
      <details className={`${styles.folded} no-print`}>
        <summary>Données en partie fictives</summary>
        <SampleBadge {...invented} />
      </details>
      <div className={styles.printed}>
        <SampleBadge {...invented} />
      </div>
    </>
  );
}
