import { Link } from "wouter";
import styles from "./Areas.module.css";

/** Areas to go to, by name. */
export function Links({ items }: { items: readonly { code: string; name: string; to: string }[] }) {
  return (
    <ul className={`plain ${styles.links}`}>
      {items.map(({ code, name, to }) => (
        <li key={code}>
          <Link href={to}>{name}</Link> <span className="small muted">{code}</span>
        </li>
      ))}
    </ul>
  );
}
