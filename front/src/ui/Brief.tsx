import type { ReactNode } from "react";
import styles from "./Brief.module.css";

interface Props {
  /** what one wants to know first, with its value; null values are left out */
  facts: readonly (readonly [string, ReactNode])[];
  /** above the facts */
  before?: ReactNode;
  /** below the facts: where to go */
  after?: ReactNode;
  /** the long text */
  children: ReactNode;
}

/** Characters that half a phone's width does not hold in two lines. */
const LONG = 24;

/** A text with its essentials: before it on a phone, beside it where there is room. */
export function Brief({ facts, before, after, children }: Props) {
  return (
    <div className={styles.sheet}>
      <aside aria-label="En bref" className={styles.brief}>
        {before}
        <dl>
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label} data-long={typeof value === "string" && value.length > LONG}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        {after}
      </aside>
      <div className="prose">{children}</div>
    </div>
  );
}
