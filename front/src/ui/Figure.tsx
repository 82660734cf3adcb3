import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import { Missing } from "@/ui/Missing";
import { SourceNote } from "@/ui/Sources";
import styles from "./Figure.module.css";

interface Props {
  label: string;
  /** formatted; null: said to be missing */
  value: string | null;
  /** what it means, one line */
  note?: ReactNode;
  /** where it comes from; required beside a figure unless the page writes its own mention in `origin` */
  source?: Schemas["SourceRef"] | null | undefined;
  origin?: ReactNode;
  missing?: string;
}

/** A figure, what it is, and its source and year. Inside a <Figures> (it is a dt and its dd). */
export function Figure({ label, value, note, source, origin, missing }: Props) {
  return (
    <div className={styles.figure}>
      <dt>{label}</dt>
      <dd>
        <span className={styles.value}>{value ?? <Missing reason={missing} />}</span>
        {note && <span className={styles.note}>{note}</span>}
        {value !== null &&
          (origin ? (
            <span className={styles.origin}>{origin}</span>
          ) : (
            source && <SourceNote source={source} />
          ))}
      </dd>
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}
