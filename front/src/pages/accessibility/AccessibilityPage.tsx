import { Link } from "wouter";
import { useSite } from "@/api/site";
import { Contact } from "@/pages/legal/Publisher";
import { ExternalLink } from "@/ui/Button";
import { Page } from "@/ui/Page";

/** What was checked and how, what was not, and where to complain. */
export default function AccessibilityPage() {
  const contact = useSite().data?.contact;
  return (
    <Page title="Accessibilité" heading="Déclaration d’accessibilité">
      <div className="prose">
        <p>
          Mobiville est conçu pour que chacun puisse s’en servir : au clavier, avec un lecteur d’écran, en
          agrandissant la page, en thème clair ou sombre, avec ou sans animations.
        </p>
        <h2>État de conformité</h2>
        <p>
          Le site vise le niveau AA des règles WCAG 2.2 et du référentiel général d’amélioration de
          l’accessibilité (RGAA). Il n’a pas encore fait l’objet d’un audit par un organisme indépendant :
          nous ne pouvons donc pas annoncer de taux de conformité. Faute d’audit, la réglementation veut que
          nous le disions non conforme au RGAA, quels que soient les résultats de nos propres contrôles.
        </p>
        <h2>Ce qui est vérifié à chaque version</h2>
        <ul>
          <li>chaque page, en thème clair et sombre, sur téléphone et sur ordinateur, par l’outil axe ;</li>
          <li>les parcours principaux, entièrement au clavier ;</li>
          <li>les contrastes, les titres, les repères et les annonces de changement de page.</li>
        </ul>
        <h2>Ce qui a un équivalent</h2>
        <p>
          Chaque carte est accompagnée d’une liste ou d’un tableau qui donne les mêmes chiffres. Aucune
          information n’est portée par la couleur seule.
        </p>
        <h2>Limites connues</h2>
        <ul>
          <li>
            Les textes des offres et des portraits viennent de tiers : nous ne maîtrisons pas leur clarté.
          </li>
          <li>Les sites vers lesquels nous renvoyons ont leur propre niveau d’accessibilité.</li>
        </ul>
        <h2>Signaler une difficulté</h2>
        <p>
          {contact ? (
            <>
              Écrivez à l’exploitant du site : <Contact to={contact} />.
            </>
          ) : (
            <>
              Écrivez à l’exploitant du site, s’il s’est nommé dans les{" "}
              <Link href="/mentions-legales">mentions légales</Link>.
            </>
          )}{" "}
          Si vous n’obtenez pas de réponse, vous pouvez saisir le{" "}
          <ExternalLink href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</ExternalLink>.
        </p>
      </div>
    </Page>
  );
}
