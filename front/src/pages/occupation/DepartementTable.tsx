import { useState } from "react";
import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { departementPath } from "@/app/paths";
import { count } from "@/text/format";
import { Missing } from "@/ui/Missing";
import { Tension } from "@/ui/Tension";
import styles from "./DepartementTable.module.css";

type Item = Schemas["AreaTension"];
type Column = "name" | "tension" | "offers" | "job_seekers";
const COLUMNS: readonly [Column, string][] = [
  ["name", "Département"],
  ["tension", "Chances d’emploi"],
  ["offers", "Offres"],
  ["job_seekers", "Demandeurs d’emploi"],
];

interface Props {
  items: readonly Item[];
  names: ReadonlyMap<string, string>;
  rome: string;
}

/** Sorted by a column: names from A on, figures from the greatest on, what is not known last. */
export function sorted<T extends Pick<Item, "tension" | "offers" | "job_seekers"> & { name: string }>(
  items: readonly T[],
  column: Column,
): T[] {
  return [...items].sort((a, b) => {
    if (column === "name") return a.name.localeCompare(b.name, "fr");
    return (b[column] ?? -1) - (a[column] ?? -1) || a.name.localeCompare(b.name, "fr");
  });
}

const isUnknown = ({ tension, offers, job_seekers: seekers }: Item): boolean =>
  tension === null && offers === null && seekers === null;

export function DepartementTable({ items, names, rome }: Props) {
  const [column, setColumn] = useState<Column>("tension");
  const named = items.map((item) => ({ ...item, name: item.name ?? names.get(item.code) ?? item.code }));
  return (
    <table className={styles.table}>
      <caption>Les mêmes chiffres, département par département</caption>
      <thead>
        <tr>
          {COLUMNS.map(([key, label]) => (
            <th
              key={key}
              scope="col"
              aria-sort={column === key ? (key === "name" ? "ascending" : "descending") : undefined}
            >
              <button type="button" onClick={() => setColumn(key)}>
                {label}
                <span aria-hidden="true"> {column === key ? (key === "name" ? "↑" : "↓") : "↕"}</span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted(named, column).map((item) => (
          <tr key={item.code}>
            <th scope="row">
              <Link href={departementPath(item, rome)}>{item.name}</Link>{" "}
              <span className="muted">({item.code})</span>
            </th>
            {isUnknown(item) ? (
              <td colSpan={3}>
                <Missing />
              </td>
            ) : (
              <>
                <td>
                  <Tension level={item.tension} headed />
                </td>
                <td className="nums">{count(item.offers) ?? <Missing />}</td>
                <td className="nums">{count(item.job_seekers) ?? <Missing />}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
