import type { ReactNode } from "react";
import styles from "./Card.module.css";

/** A surface. With `as="li"` or `as="article"` in lists; `flush` when the content has its own padding. */
export function Card({
  as: Tag = "div",
  flush = false,
  children,
}: {
  as?: "div" | "article" | "li" | "section";
  flush?: boolean;
  children: ReactNode;
}) {
  return <Tag className={`${styles.card} ${flush ? styles.flush : ""}`}>{children}</Tag>;
}
