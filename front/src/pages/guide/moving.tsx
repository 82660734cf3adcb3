import { Link } from "wouter";
import type { Step } from "@/pages/guide/step";
import { ExternalLink } from "@/ui/Button";

/** Steps 4 and 5: the move. Amounts and conditions change: they are on the pages of the helps and at their sources. */
export const MOVING: readonly Step[] = [
  {
    title: "Préparer l’installation",
    summary: "Le logement, les aides à demander avant de signer, les démarches.",
    sections: [
      {
        heading: "Trouver un logement",
        body: (
          <>
            <p>
              Préparez un dossier complet avant la première visite. La{" "}
              <Link href="/aides/visale">garantie Visale</Link> remplace gratuitement un garant, l’
              <Link href="/aides/avance-loca-pass">avance Loca-Pass</Link> paie le dépôt de garantie, le{" "}
              <Link href="/aides/bail-mobilite">bail mobilité</Link> permet de louer meublé quelques mois,
              sans dépôt, le temps de connaître la ville.
            </p>
            <p>
              La <Link href="/aides/demande-logement-social">demande de logement social</Link> se fait en
              ligne et vaut pour tout un département : déposez-la tôt, l’attente est parfois longue.
            </p>
          </>
        ),
      },
      {
        heading: "Demander les aides dans l’ordre",
        body: (
          <p>
            Beaucoup d’aides se demandent avant de signer un bail ou de prendre le poste, et se refusent
            après. La page <Link href="/aides">Aides</Link> les trie selon votre projet, votre situation et
            votre âge ; chaque fiche renvoie à sa source officielle, qui seule fait foi pour les montants.
          </p>
        ),
      },
      {
        heading: "Changer d’adresse",
        body: (
          <p>
            Un seul service prévient plusieurs administrations à la fois :{" "}
            <ExternalLink href="https://www.service-public.fr/particuliers/vosdroits/R11193">
              le changement d’adresse en ligne de Service-Public.fr
            </ExternalLink>
            . Restent à prévenir la banque, l’assurance, l’énergie, l’employeur et l’école. Si vous êtes
            inscrit à France Travail, signalez le déménagement dans votre espace personnel.
          </p>
        ),
      },
    ],
    checklist: [
      "Un dossier de location complet, garantie comprise",
      "Les aides demandées avant les signatures",
      "La liste des organismes à prévenir",
    ],
  },
  {
    title: "Réussir les premiers mois",
    summary: "S’installer, trouver ses repères, garder un filet.",
    sections: [
      {
        heading: "Les premières semaines",
        body: (
          <p>
            Déclarez un médecin traitant, inscrivez-vous sur les listes électorales, demandez le remboursement
            de la moitié de votre abonnement de transport à{" "}
            <Link href="/aides/frais-transport-employeur">votre employeur</Link>, et les{" "}
            <Link href="/aides/aide-personnelle-logement">aides au logement</Link> dès l’entrée dans les
            lieux : elles ne sont pas versées pour les mois passés.
          </p>
        ),
      },
      {
        heading: "Aider celui ou celle qui a suivi",
        body: (
          <p>
            L’emploi de la personne qui vous suit pèse souvent autant que le vôtre dans la réussite du projet.
            Faites la même recherche pour son métier dans le même bassin d’emploi, et regardez les villes
            proches : les trajets de trente minutes changent souvent la réponse.
          </p>
        ),
      },
      {
        heading: "Si cela ne va pas",
        body: (
          <p>
            Une période d’essai peut s’arrêter des deux côtés : gardez si possible une solution de repli les
            premiers mois. Un conseiller France Travail, une assistante sociale de secteur ou l’
            <ExternalLink href="https://www.anil.org/lanil-et-les-adil/votre-adil/">
              Adil de votre département
            </ExternalLink>{" "}
            (logement) répondent gratuitement.
          </p>
        ),
      },
    ],
    checklist: [
      "Les aides au logement demandées dès l’entrée",
      "Un médecin traitant déclaré",
      "Un point à trois mois, avec ceux qui sont venus avec vous",
    ],
  },
];
