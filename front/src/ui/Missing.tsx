import styles from "./Missing.module.css";

/** What is not known is said, never shown as 0. */
export function Missing({ reason }: { reason?: string | undefined }) {
  return (
    <span className={styles.missing}>
      non disponible
      {reason && <span className={styles.reason}>{reason}</span>}
    </span>
  );
}
