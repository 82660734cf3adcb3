import { PrivateLife } from "@/pages/legal/PrivateLife";
import { Publisher } from "@/pages/legal/Publisher";
import { ExternalLink } from "@/ui/Button";
import { Page } from "@/ui/Page";

/** Who answers for the site, what it does with data, whose the data are. */
export default function LegalPage() {
  return (
    <Page title="Mentions légales">
      <div className="prose">
        <h2>Éditeur et hébergeur</h2>
        <Publisher />
        <p>
          Le logiciel, Mobiville, est libre (licence MIT) : chacun peut l’installer. Celui qui l’exploite à
          cette adresse répond de ce site.
        </p>
        <h2>Données personnelles</h2>
        <PrivateLife />
        <p>
          Vos favoris, la ville où vous habitez si vous l’indiquez dans une comparaison, votre choix de thème
          et les pages gardées pour une lecture hors connexion restent sur votre appareil. Vous les effacez
          avec les données du site, dans les réglages de votre navigateur.
        </p>
        <p>
          Comme tout serveur, le nôtre tient un journal technique des requêtes (adresse IP, page demandée,
          heure), qui sert à la sécurité et au bon fonctionnement. Un compteur dit combien de fois chaque
          fiche d’aide a été lue, sans rien retenir de qui l’a lue.
        </p>
        <h2>Licences des données</h2>
        <ul>
          <li>
            Données de l’Insee, de la Dares, de France Travail et des ministères : Licence Ouverte 2.0
            d’Etalab, sauf mention contraire dans la liste des sources, en bas de chaque page. Altitudes :
            GeoNames, sous licence Creative Commons BY 4.0.
          </li>
          <li>
            Offres d’emploi : France Travail, selon les conditions de réutilisation de son API. Chaque offre
            renvoie à l’original, qui seul fait foi.
          </li>
          <li>
            Textes des portraits : extraits de Wikipédia, parfois abrégés, sous licence{" "}
            <ExternalLink href="https://creativecommons.org/licenses/by-sa/4.0/deed.fr">
              Creative Commons BY-SA 4.0
            </ExternalLink>
            . Le lien vers l’article donne la liste de ses auteurs.
          </li>
          <li>Photos : Wikimedia Commons, chacune avec son auteur et sa licence, écrits sous l’image.</li>
        </ul>
        <h2>Responsabilité</h2>
        <p>
          Les chiffres viennent de sources publiques, avec leurs dates et leurs limites. Ils éclairent un
          choix, ils ne le font pas : vérifiez ce qui compte auprès de l’employeur, du bailleur ou de
          l’organisme avant de vous engager.
        </p>
      </div>
    </Page>
  );
}
