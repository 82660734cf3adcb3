/* eslint-disable jsx-a11y/no-interactive-element-to-noninteractive-role -- cells are not interactive; their roles outlive the display of a narrow screen */
import { type Measured, figureOf, gapOf } from "@/pages/compare/gaps";
import { type Line, noteOf } from "@/pages/compare/lines";
import { Icon } from "@/ui/Icon";
import { Missing } from "@/ui/Missing";
import { Tension } from "@/ui/Tension";
import styles from "./ComparisonCell.module.css";

interface Props {
  line: Line;
  measured: Measured;
  /** the town where one lives, when it is another */
  home: Measured | null;
  best: boolean;
}

/** A town's figure, what it is of, how far it is from that of the town where one lives, whether it is the best. */
export function ComparisonCell({ line, measured, home, best }: Props) {
  const { town, live } = measured;
  const known = figureOf(line, measured) !== null;
  const note = live === undefined ? noteOf(line, town) : "à moins de 10 km";
  const gap = home && gapOf(line, measured, home);
  return (
    <td role="cell" data-best={best} className={styles.cell}>
      <span className={styles.town}>{town.name}</span>
      <div className={styles.figure}>
        <span className={styles.value}>
          <Value line={line} measured={measured} />
        </span>
        {gap && (
          <span className={styles.gap}>
            <span aria-hidden="true">{gap.sign}</span>
            <span className="visually-hidden"> {gap.words}</span>
          </span>
        )}
        {known && note && <span className={styles.note}>{note}</span>}
        {best && (
          <span className={styles.best}>
            <Icon name="check" size={15} /> la meilleure
          </span>
        )}
      </div>
    </td>
  );
}

function Value({ line, measured }: Pick<Props, "line" | "measured">) {
  if (measured.live === "waiting") return <span className="muted">en cours</span>;
  if (line.words) return line.words(measured.town);
  if (line.key === "tension") return <Tension level={measured.town.figures.tension} headed />;
  return line.write(figureOf(line, measured)) ?? <Missing />;
}
