import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import { useKeyedLocation } from "@/app/location";
import styles from "./Page.module.css";

export interface Crumb {
  label: string;
  to: string;
}
interface Props {
  /** of the document and, unless `heading` says otherwise, the h1 */
  title: string;
  heading?: ReactNode;
  lead?: ReactNode;
  crumbs?: readonly Crumb[];
  /** beside the heading: favourites, print… */
  actions?: ReactNode;
  /** the page draws its own top, with a `PageHeading` */
  bare?: boolean;
  children: ReactNode;
}

let shown: string | null = null;

/** A page: title of the document, h1 that receives the focus after a navigation, breadcrumbs, content. */
export function Page({ title, heading, lead, crumbs = [], actions, bare = false, children }: Props) {
  useEffect(() => {
    document.title = title === "Mobiville" ? title : `${title} – Mobiville`;
    window.dispatchEvent(new CustomEvent("mobiville:page", { detail: title }));
  }, [title]);
  if (bare) return children;
  return (
    <div className={`wrap ${styles.page}`}>
      {crumbs.length > 0 && <Crumbs crumbs={crumbs} />}
      <div className={styles.top}>
        <div>
          <PageHeading>{heading ?? title}</PageHeading>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={`cluster no-print ${styles.actions}`}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** The h1; it receives the focus after a navigation. */
export function PageHeading({
  className,
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  const [path] = useKeyedLocation();
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (shown !== null && shown !== path) top.current?.focus({ preventScroll: true });
    shown = path;
  }, [path]);
  return (
    <h1 ref={top} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Fil d’Ariane" className={`${styles.crumbs} no-print`}>
      <ol className="plain">
        <li>
          <Link href="/">Accueil</Link>
        </li>
        {crumbs.map(({ label, to }) => (
          <li key={to}>
            <Link href={to}>{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
