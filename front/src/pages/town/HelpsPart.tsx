import { Link } from "wouter";
import { useApi } from "@/api/client";
import { helpPath, helpsPath } from "@/app/paths";
import { wordOf } from "@/pages/helps/words";
import { useUrlState } from "@/state/url";
import { plural } from "@/text/format";
import { Loaded } from "@/ui/Loaded";
import { Select } from "@/ui/Select";
import styles from "./Town.module.css";

const SHOWN = 6;
const MOVE = "demenagement";

/** Helps for who moves, by situation; the page of helps has them all, by age too. */
export function HelpsPart() {
  const { get, set } = useUrlState();
  const situation = get("situation");
  const query = useApi(
    "/api/v1/helps",
    { query: { project: MOVE, ...(situation && { situation }) } },
    { keep: true },
  );
  return (
    <section aria-labelledby="aides" className="stack no-print">
      <h2 id="aides">Des aides pour vous installer</h2>
      <Loaded query={query} what="les aides">
        {(list) => (
          <>
            <div className={styles.situation}>
              <Select
                label="Votre situation"
                value={situation ?? ""}
                options={[
                  { value: "", label: "Peu importe" },
                  ...Object.entries(list.facets.situation)
                    .filter(([key, known]) => known > 0 || key === situation)
                    .map(([value, known]) => ({ value, label: `${wordOf(value)} (${known})` })),
                ]}
                onChange={(chosen) => set({ situation: chosen }, { replace: true })}
              />
            </div>
            <ul className={`plain ${styles.helps}`}>
              {list.items.slice(0, SHOWN).map((help) => (
                <li key={help.slug}>
                  <Link href={helpPath(help.slug)}>{help.title}</Link>
                  <span className="small muted">{help.summary}</span>
                </li>
              ))}
            </ul>
            <p>
              <Link href={helpsPath({ projet: MOVE, situation })}>
                {list.total > SHOWN ? `Les ${plural(list.total, "aide")}` : "Toutes les aides"} au
                déménagement, selon votre situation et votre âge
              </Link>
            </p>
          </>
        )}
      </Loaded>
    </section>
  );
}
