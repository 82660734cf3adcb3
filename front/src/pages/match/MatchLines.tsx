import type { Schemas } from "@/api/client";
import { count, decimal } from "@/text/format";
import styles from "./MatchLines.module.css";

/** A score of 100, and what each criterion brings to it. */
export function MatchLines({ match }: { match: Schemas["Match"] }) {
  return (
    <details className={styles.match}>
      <summary>
        <strong className={styles.score}>
          {count(match.score)}
          <span> sur 100</span>
        </strong>{" "}
        Pourquoi ce score ?
      </summary>
      <table>
        <caption className="visually-hidden">Ce que chaque critère apporte au score</caption>
        <thead>
          <tr>
            <th scope="col">Critère</th>
            <th scope="col">Ce que nous savons</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {match.lines.map((line) => (
            <tr key={line.criterion}>
              <th scope="row">{line.label}</th>
              <td>{line.text}</td>
              <td className="nums">
                {decimal(line.points)} <span className="muted">/ {decimal(line.most_points)}</span>
                <meter min={0} max={line.most_points} value={line.points} aria-hidden="true" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
