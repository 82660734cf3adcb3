import { Link } from "wouter";
import { count } from "@/text/format";
import styles from "./Pagination.module.css";

interface Props {
  page: number;
  pages: number;
  /** the address of a page */
  to: (page: number) => string;
  label: string;
}

/** Numbers around the present one, with both ends: 1 … 4 5 6 … 20. */
export function pagesShown(page: number, pages: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages);
  const sorted = [...new Set(near)].sort((a, b) => a - b);
  return sorted.flatMap((one, i) => {
    const gap = one - (sorted[i - 1] ?? one);
    return gap > 2 ? [null, one] : gap === 2 ? [one - 1, one] : [one];
  });
}

export function Pagination({ page, pages, to, label }: Props) {
  if (pages <= 1) return null;
  return (
    <nav aria-label={label} className={`${styles.pagination} no-print`}>
      {page > 1 && (
        <Link href={to(page - 1)} rel="prev">
          Précédente
        </Link>
      )}
      <ol className="plain">
        {pagesShown(page, pages).map((one, i) => (
          <li key={one ?? `gap-${i}`}>
            {one === null ? (
              <span aria-hidden="true">…</span>
            ) : (
              <Link
                href={to(one)}
                aria-current={one === page ? "page" : undefined}
                aria-label={`Page ${count(one)}`}
              >
                {count(one)}
              </Link>
            )}
          </li>
        ))}
      </ol>
      {page < pages && (
        <Link href={to(page + 1)} rel="next">
          Suivante
        </Link>
      )}
    </nav>
  );
}
