import { Link } from "wouter";
import type { Step } from "@/pages/guide/step";

/** Steps 1 to 3: before anything is signed. */
export const CHOOSING: readonly Step[] = [
  {
    title: "Faire le point sur votre projet",
    summary: "Ce que vous voulez, ce que vous savez faire, ce à quoi vous tenez.",
    sections: [
      {
        heading: "Partir de ce qui compte pour vous",
        body: (
          <>
            <p>
              On ne déménage pas seulement pour un poste. Notez ce qui vous est indispensable (un emploi pour
              deux, une école, un médecin, la proximité d’un parent) et ce qui vous ferait plaisir (la mer, la
              montagne, un jardin). Séparez bien les deux listes : la première élimine, la seconde départage.
            </p>
            <p>
              La page <Link href="/rechercher">Selon vos priorités</Link> vous laisse donner un poids à chacun
              de ces critères et explique, ligne par ligne, la note de chaque ville.
            </p>
          </>
        ),
      },
      {
        heading: "Regarder votre métier tel que les employeurs le nomment",
        body: (
          <>
            <p>
              Un même travail porte plusieurs noms. Cherchez le vôtre tel que vous le dites : nous le relions
              au répertoire des métiers (le ROME) qu’utilisent les offres. Pensez aussi aux métiers voisins :
              vos compétences y mènent parfois avec une formation courte.
            </p>
            <p>
              Si vous hésitez, un{" "}
              <Link href="/aides/conseil-evolution-professionnelle">
                conseil en évolution professionnelle
              </Link>{" "}
              est gratuit, confidentiel et ouvert à tous. Une{" "}
              <Link href="/aides/immersion-professionnelle">immersion</Link> de quelques jours permet de
              vérifier qu’un métier vous convient.
            </p>
          </>
        ),
      },
      {
        heading: "En parler tôt",
        body: (
          <p>
            Conjoint, enfants, parents : un projet annoncé tard se heurte à des refus qui n’en sont pas.
            Parlez de ce que chacun y gagnerait et de ce qu’il faudrait pour que cela se passe bien.
          </p>
        ),
      },
    ],
    checklist: [
      "Deux listes écrites : l’indispensable et le souhaitable",
      "Le nom de votre métier, et un ou deux métiers voisins",
      "L’accord, au moins de principe, de ceux qui partiraient avec vous",
    ],
  },
  {
    title: "Repérer où votre métier recrute",
    summary: "Les bassins d’emploi où les employeurs cherchent, les offres et les salaires.",
    sections: [
      {
        heading: "Comprendre la tension",
        body: (
          <>
            <p>
              La tension dit combien il est difficile, pour les employeurs d’un bassin d’emploi, de recruter
              dans un métier. Elle va de 1 (très faible) à 5 (très forte). Plus elle est forte, meilleures
              sont vos chances. Elle est mesurée par la Dares et porte l’année de la mesure.
            </p>
            <p>
              Commencez par <Link href="/">chercher votre métier</Link> : la carte montre les régions où il
              recrute, puis les villes une à une.
            </p>
          </>
        ),
      },
      {
        heading: "Lire les offres sans s’y arrêter",
        body: (
          <p>
            Les offres publiées un jour donné ne sont qu’une photographie. Regardez aussi le taux de
            recrutement, les secteurs et les entreprises qui embauchent : une candidature spontanée dans une
            ville où la tension est forte vaut souvent plusieurs réponses à des offres disputées.
          </p>
        ),
      },
      {
        heading: "Comparer le salaire à ce qu’il paie",
        body: (
          <p>
            Un salaire plus élevé dans une ville chère peut vous laisser moins. La page de chaque ville
            calcule ce que la paie locale permet de louer ou d’acheter. Vous pouvez mettre jusqu’à quatre
            villes <Link href="/comparer">côte à côte</Link>, celle d’aujourd’hui comprise.
          </p>
        ),
      },
    ],
    checklist: [
      "Trois ou quatre villes où la tension est de 4 ou 5",
      "Une idée du salaire et du loyer dans chacune",
      "Des employeurs à contacter, même sans offre",
    ],
  },
  {
    title: "Découvrir la ville avant de décider",
    summary: "Y passer quelques jours, vérifier ce que les chiffres ne disent pas.",
    sections: [
      {
        heading: "Y aller, deux fois si possible",
        body: (
          <>
            <p>
              Un jour de semaine et un week-end, en dehors des vacances. Faites le trajet domicile-travail à
              l’heure où vous le feriez. Marchez dans les quartiers où les loyers vous conviennent.
            </p>
            <p>
              Si vous avez un entretien d’embauche loin de chez vous, l’
              <Link href="/aides/aide-mobilite-france-travail">aide à la mobilité</Link> de France Travail
              peut prendre en charge une partie du déplacement : demandez-la avant de partir, ou dans les
              jours qui suivent.
            </p>
          </>
        ),
      },
      {
        heading: "Vérifier les services dont vous dépendez",
        body: (
          <p>
            Médecin traitant, crèche, école, transports : la page « Services » de chaque ville les compte et
            les compare à ceux des villes de même taille. Téléphonez pour savoir s’il reste de la place : une
            liste d’attente ne se lit dans aucune statistique.
          </p>
        ),
      },
      {
        heading: "Rencontrer ceux qui y vivent",
        body: (
          <p>
            Mairie, office de tourisme, associations d’accueil des nouveaux arrivants, futur employeur :
            chacun répond à des questions différentes. Demandez ce qui leur a manqué la première année.
          </p>
        ),
      },
    ],
    checklist: [
      "Au moins une visite dans la ville retenue",
      "Le trajet vers le travail, fait pour de vrai",
      "Une solution pour la garde des enfants et le médecin",
    ],
  },
];
