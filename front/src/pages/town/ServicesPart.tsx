import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { townPath } from "@/app/paths";
import { besidePeers, themeLabel } from "@/pages/town/services";
import type { Sheet } from "@/pages/town/TownFrame";
import { count, decimal } from "@/text/format";
import { SIZES, labelOf } from "@/text/labels";
import { Missing } from "@/ui/Missing";
import { SourceNote, findSource } from "@/ui/Sources";
import styles from "./Town.module.css";

/** Services by theme, beside what a town of the same size has. */
export function ServicesPart({ town }: { town: Sheet }) {
  const { equipment, size } = town;
  const ofCity = town.from_city.includes("equipment");
  const source = findSource(town.sources, "equipment");
  return (
    <section aria-labelledby="services" className="stack">
      <h2 id="services">Services</h2>
      {equipment ? (
        <>
          <p>
            {count(equipment.total)} équipements, soit {decimal(equipment.per_10k) ?? "un nombre inconnu"}{" "}
            pour 10 000 habitants.
            {equipment.same_size_towns && (
              <>
                {" "}
                La comparaison se fait avec la médiane des {count(equipment.same_size_towns)} villes de la
                même taille{size && !ofCity && ` (${labelOf(SIZES, size).toLowerCase()})`}.
              </>
            )}
          </p>
          <div className={styles.themes}>
            {equipment.themes.map((theme) => (
              <Theme key={theme.theme ?? ""} theme={theme} />
            ))}
          </div>
          {source && <SourceNote source={source} />}
        </>
      ) : (
        <Missing
          reason={
            town.incomplete.includes("equipment")
              ? "Les services n’ont pas pu être lus : réessayez bientôt."
              : "Aucun équipement n’est recensé ici, ou la source n’est pas importée."
          }
        />
      )}
    </section>
  );
}

/** The themes in a line each, for who wants to know at a glance or on paper. */
export function ServicesBrief({ town, rome }: { town: Sheet; rome: string | null }) {
  const { equipment } = town;
  const source = findSource(town.sources, "equipment");
  return (
    <section aria-labelledby="services" className="stack">
      <h2 id="services">Services</h2>
      {equipment ? (
        <>
          <ul className={`plain ${styles.brief}`}>
            {equipment.themes.map((theme) => (
              <li key={theme.theme ?? ""}>
                <span className="strong">{themeLabel(theme.theme)}</span>{" "}
                <span className="nums">{count(theme.total)}</span>
                <span className="small muted">{beside(theme)}</span>
              </li>
            ))}
          </ul>
          {source && <SourceNote source={source} />}
        </>
      ) : (
        <NoServices town={town} />
      )}
      <p className="no-print">
        <Link href={townPath(town, rome, "services")}>
          {equipment ? "Le détail des services et le cadre de vie" : "Le cadre de vie"}
        </Link>
      </p>
    </section>
  );
}

function NoServices({ town }: { town: Sheet }) {
  const unread = town.incomplete.includes("equipment");
  return (
    <p>
      <Missing
        reason={
          unread
            ? "Les services n’ont pas pu être lus : réessayez bientôt."
            : "Aucun équipement n’est recensé ici, ou la source n’est pas importée."
        }
      />
    </p>
  );
}

const beside = (theme: Schemas["ThemeCount"]): string =>
  `${decimal(theme.per_10k) ?? "–"} pour 10 000 habitants${besidePeers(theme.per_10k, theme.same_size_per_10k)}`;

function Theme({ theme }: { theme: Schemas["ThemeCount"] }) {
  return (
    <details className={styles.theme}>
      <summary>
        <span className="strong">{themeLabel(theme.theme)}</span>{" "}
        <span className="nums">{count(theme.total)}</span>
        <span className="small muted">
          {decimal(theme.per_10k) ?? "–"} pour 10 000 habitants
          {besidePeers(theme.per_10k, theme.same_size_per_10k)}
        </span>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Équipement</th>
            <th scope="col">Nombre</th>
          </tr>
        </thead>
        <tbody>
          {theme.types.map((type) => (
            <tr key={type.typequ}>
              <td>{type.label}</td>
              <td className="nums">{count(type.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
