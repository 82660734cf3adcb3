import type { ReactNode } from "react";
import { Link } from "wouter";
import { Announcer } from "@/app/Announcer";
import { Header } from "@/app/Header";
import { OfflineNotice } from "@/app/OfflineNotice";
import styles from "./Layout.module.css";

const FOOTER: readonly [string, string][] = [
  ["/conseils-et-astuces", "Guide de la mobilité"],
  ["/aides", "Aides"],
  ["/faq", "Questions fréquentes"],
  ["/accessibilite", "Accessibilité"],
  ["/mentions-legales", "Mentions légales"],
];

export function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <a className={styles.skip} href="#contenu">
        Aller au contenu
      </a>
      <Header />
      <OfflineNotice />
      <main id="contenu" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <Footer />
      <Announcer />
    </>
  );
}

function Footer() {
  return (
    <footer className={`${styles.footer} no-print`}>
      <div className="wrap">
        <p className={styles.motto}>Mobiville</p>
        <p className="small">
          Des données publiques pour choisir où travailler et où vivre. La source et l’année accompagnent
          chaque chiffre ; ce qui n’est pas connu est dit « non disponible ».
        </p>
        <nav aria-label="Pied de page">
          <ul className={`plain ${styles.links}`}>
            {FOOTER.map(([to, label]) => (
              <li key={to}>
                <Link href={to}>{label}</Link>
              </li>
            ))}
            <li>
              <a href="/api/docs">API ouverte</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
