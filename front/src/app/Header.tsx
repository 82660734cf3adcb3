import { useState } from "react";
import { Link, useLocation } from "wouter";
import { ThemeButton } from "@/app/ThemeButton";
import { useFavourites } from "@/state/favourites";
import { Icon } from "@/ui/Icon";
import styles from "./Header.module.css";

const NAV: readonly [string, string, RegExp][] = [
  ["/villes", "Villes", /^\/(?:villes|ville|region|departement|comparer)\b/],
  ["/rechercher", "Selon vos priorités", /^\/rechercher/],
  ["/offres", "Offres", /^\/offres/],
  ["/aides", "Aides", /^\/aides/],
  ["/conseils-et-astuces", "Guide", /^\/conseils/],
];

export function Header() {
  const [path] = useLocation();
  const [open, setOpen] = useState(false);
  const favourites = useFavourites();
  const close = () => setOpen(false);
  return (
    <header className={`${styles.header} no-print`}>
      <div className={`wrap ${styles.bar}`}>
        <Link href="/" className={styles.brand} onClick={close}>
          <Icon name="mark" size={30} />
          <span>Mobiville</span>
        </Link>
        <button
          type="button"
          className={styles.menu}
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "close" : "menu"} /> Menu
        </button>
        <nav id="menu" aria-label="Navigation principale" className={styles.nav} data-open={open}>
          <ul className="plain">
            {NAV.map(([to, label, current]) => (
              <li key={to}>
                <Link href={to} aria-current={current.test(path) ? "page" : undefined} onClick={close}>
                  {label}
                </Link>
              </li>
            ))}
            <li>
              <Link href="/favoris" aria-current={path === "/favoris" ? "page" : undefined} onClick={close}>
                <Icon name="heart" size={18} /> Favoris
                {favourites.codes.length > 0 && (
                  <span className={styles.number}>
                    {favourites.codes.length}
                    <span className="visually-hidden"> enregistrés</span>
                  </span>
                )}
              </Link>
            </li>
            <li>
              <ThemeButton />
            </li>
          </ul>
        </nav>
      </div>
    </header>
  );
}
