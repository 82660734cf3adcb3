import styles from "./Skeleton.module.css";

type Height = "line" | "title" | "row" | "card" | "block" | "screen";

/** Grey shapes of the size of what is coming. The status is said once, by `label`. */
export function Skeleton({
  count = 1,
  height = "line",
  pairs = false,
  label,
}: {
  count?: number;
  height?: Height;
  /** side by side where there is room for two */
  pairs?: boolean;
  label?: string;
}) {
  return (
    <div className={`${styles.group} ${pairs ? styles.pairs : ""}`}>
      {label && (
        <p role="status" className="visually-hidden">
          {label}
        </p>
      )}
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={`${styles.shape} ${styles[height]}`} aria-hidden="true" data-loading />
      ))}
    </div>
  );
}

export function PageSkeleton() {
  return (
    <div className={`wrap section ${styles.page}`}>
      <Skeleton height="title" label="Chargement de la page" />
      <Skeleton count={3} />
      <Skeleton count={3} height="card" />
    </div>
  );
}
