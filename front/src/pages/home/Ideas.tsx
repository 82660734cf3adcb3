import { Link } from "wouter";
import { resultsPath } from "@/app/paths";
import { Icon, type IconName } from "@/ui/Icon";
import styles from "./Ideas.module.css";

interface Idea {
  icon: IconName;
  title: string;
  text: string;
  to: string;
}

const ideas = (rome: string | null): Idea[] => [
  {
    icon: "sea",
    title: "Au bord de la mer",
    text: "Les villes du littoral, les plus proches de l’eau d’abord.",
    to: resultsPath({ codeRome: rome, codeEnvironment: "side-sea", tri: rome ? null : "mer" }),
  },
  {
    icon: "mountain",
    title: "À la montagne",
    text: "Les villes d’altitude, de la plus haute à la moins haute.",
    to: resultsPath({ codeRome: rome, codeEnvironment: "mountain", tri: rome ? null : "montagne" }),
  },
  {
    icon: "building",
    title: "Une ville à taille humaine",
    text: "Entre 20 000 et 50 000 habitants : des services, sans la métropole.",
    to: resultsPath({ codeRome: rome, codeCity: "medium-city" }),
  },
  {
    icon: "sliders",
    title: "Selon vos priorités",
    text: "Emploi, loyer, mer, services : dites ce qui compte, nous classons les villes.",
    to: `/rechercher${rome ? `?codeRome=${rome}` : ""}`,
  },
  {
    icon: "help",
    title: "Les aides pour bouger",
    text: "Déménagement, logement, garde d’enfants : ce que vous pouvez demander.",
    to: "/aides",
  },
  {
    icon: "list",
    title: "Le guide en cinq étapes",
    text: "De l’idée au premier jour de travail, dans l’ordre.",
    to: "/conseils-et-astuces",
  },
];

/** Where to begin when one does not know yet. */
export function Ideas({ rome }: { rome: string | null }) {
  return (
    <section aria-labelledby="ideas" className="wrap section">
      <h2 id="ideas">Des idées pour commencer</h2>
      <ul className={`plain ${styles.ideas}`}>
        {ideas(rome).map(({ icon, title, text, to }) => (
          <li key={title}>
            <span className={styles.icon}>
              <Icon name={icon} size={26} />
            </span>
            <h3>
              <Link href={to}>{title}</Link>
            </h3>
            <p className="muted small">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
