import type { ReactNode } from "react";
import { Link } from "wouter";
import { Page } from "@/ui/Page";
import styles from "./Faq.module.css";

interface Question {
  asked: string;
  answer: ReactNode;
}

const QUESTIONS: readonly { theme: string; questions: readonly Question[] }[] = [
  {
    theme: "Chercher une ville",
    questions: [
      {
        asked: "Dois-je donner à la fois un métier et un lieu ?",
        answer:
          "Non. Un métier seul montre où il recrute en France ; un lieu ou un environnement seul (mer, montagne, campagne) montre les villes qui y sont. Les deux ensemble affinent.",
      },
      {
        asked: "Que veut dire « tension » ?",
        answer:
          "La difficulté des employeurs d’un bassin d’emploi à recruter dans un métier, de 1 (très faible) à 5 (très forte). Plus elle est forte, meilleures sont vos chances. C’est un indice de la Dares, établi une fois par an.",
      },
      {
        asked: "Qu’est-ce qu’un bassin d’emploi ?",
        answer:
          "Un ensemble de communes entre lesquelles les gens vont travailler. France Travail s’en sert pour observer le marché de l’emploi au plus près ; toutes les villes d’un bassin partagent la même tension.",
      },
      {
        asked: "Pourquoi ma commune n’apparaît-elle pas avec son ancien nom ou son ancien code ?",
        answer:
          "Les communes fusionnées sont rattachées à la commune nouvelle : l’ancien code y mène. Paris, Lyon et Marseille apparaissent une seule fois dans les listes ; la page d’un arrondissement existe et dit ce qu’elle tient de la ville entière.",
      },
      {
        asked: "Comment la note de « Selon vos priorités » est-elle calculée ?",
        answer: (
          <>
            Chaque critère rapporte des points selon son poids et selon ce que la ville offre ; le total est
            sur cent. Le détail, ligne par ligne, est sous chaque ville de la page{" "}
            <Link href="/rechercher">Selon vos priorités</Link>. Ce qui n’est pas connu d’une ville ne lui
            rapporte rien, et c’est dit.
          </>
        ),
      },
    ],
  },
  {
    theme: "Les chiffres",
    questions: [
      {
        asked: "D’où viennent les chiffres ?",
        answer:
          "De sources publiques : Insee, Dares, France Travail, ministères, Wikipédia pour les portraits. La source et l’année sont écrites à côté de chaque chiffre, la liste entière en bas de chaque page.",
      },
      {
        asked: "Pourquoi lit-on parfois « non disponible » ?",
        answer:
          "Parce que la source ne publie rien pour cette ville ou ce métier. Nous préférons le dire plutôt que d’estimer.",
      },
      {
        asked: "Que signifient « échantillon de démonstration » et « fictif » ?",
        answer:
          "Que ce site-ci tourne sans accès à une source réelle : ce qui est marqué ainsi est inventé, pour essayer le site. Cela ne doit servir à aucune décision.",
      },
      {
        asked: "Les loyers sont-ils ceux que je paierai ?",
        answer:
          "Ce sont des loyers d’annonces, charges comprises, en moyenne par commune ou par groupe de communes. Un logement ancien, éloigné ou loué depuis longtemps peut être bien moins cher.",
      },
      {
        asked: "Les offres sont-elles à jour ?",
        answer:
          "Elles viennent de France Travail au moment où vous les lisez, à quelques minutes près. Si France Travail ne répond pas, nous montrons les dernières connues et le disons.",
      },
    ],
  },
  {
    theme: "Vos données",
    questions: [
      {
        asked: "Faut-il un compte ?",
        answer:
          "Non. Aucun compte, aucun cookie, aucun suivi. Un simple compteur dit combien de fois chaque fiche d’aide a été lue, sans rien retenir de vous.",
      },
      {
        asked: "Où sont gardés mes favoris ?",
        answer:
          "Sur votre appareil, et nulle part ailleurs. Ils disparaissent si vous effacez les données du site.",
      },
      {
        asked: "Puis-je envoyer ma recherche à quelqu’un ?",
        answer:
          "Oui : tout ce que vous choisissez est dans l’adresse de la page. Copiez-la, la personne verra la même chose que vous.",
      },
    ],
  },
  {
    theme: "Les aides",
    questions: [
      {
        asked: "Mobiville verse-t-elle des aides ?",
        answer:
          "Non. Nous décrivons celles d’organismes publics et paritaires et renvoyons à leur site, où se fait la demande et où sont les conditions à jour.",
      },
      {
        asked: "Comment savoir à quoi j’ai droit ?",
        answer: (
          <>
            La page <Link href="/aides">Aides</Link> les trie selon votre projet, votre situation et votre
            âge. Seul l’organisme qui verse l’aide peut dire si vous y avez droit.
          </>
        ),
      },
    ],
  },
];

/** What people ask; every answer opens in place and can be found by the browser's own search. */
export default function FaqPage() {
  return (
    <Page
      title="Questions fréquentes"
      lead="Ce que le site montre, d’où cela vient, et ce qu’il fait de vos données."
    >
      {QUESTIONS.map(({ theme, questions }) => (
        <section key={theme} className={styles.theme}>
          <h2>{theme}</h2>
          {questions.map(({ asked, answer }) => (
            <details key={asked} className={styles.question}>
              <summary>{asked}</summary>
              <p>{answer}</p>
            </details>
          ))}
        </section>
      ))}
    </Page>
  );
}
