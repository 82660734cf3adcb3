import { Link } from "wouter";
import { useApi } from "@/api/client";
import { helpPath, helpsPath } from "@/app/paths";
import { plural } from "@/text/format";
import { Loaded } from "@/ui/Loaded";
import styles from "./Town.module.css";

const SHOWN = 6;

/** Helps for who moves; the page of helps sorts them by situation and age. */
export function HelpsPart() {
  const query = useApi("/api/v1/helps", { query: { project: "demenagement" } });
  return (
    <section aria-labelledby="aides" className="stack">
      <h2 id="aides">Des aides pour s’installer</h2>
      <Loaded query={query} what="les aides">
        {(list) => (
          <>
            <ul className={`plain ${styles.helps}`}>
              {list.items.slice(0, SHOWN).map((help) => (
                <li key={help.slug}>
                  <Link href={helpPath(help.slug)}>{help.title}</Link>{" "}
                  <span className="small muted">{help.summary}</span>
                </li>
              ))}
            </ul>
            <p>
              <Link href={helpsPath({ projet: "demenagement" })}>
                {plural(list.total, "aide")} au déménagement, selon votre situation et votre âge
              </Link>
            </p>
          </>
        )}
      </Loaded>
    </section>
  );
}
