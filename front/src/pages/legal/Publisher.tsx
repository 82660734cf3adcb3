import { type Site, useSite } from "@/api/site";
import { ExternalLink } from "@/ui/Button";
import { Loaded } from "@/ui/Loaded";
import { Missing } from "@/ui/Missing";
import styles from "./Legal.module.css";

/** Who publishes and hosts the site, as far as whoever runs it has said so. */
export function Publisher() {
  const query = useSite();
  return (
    <Loaded query={query} what="l’éditeur du site">
      {(site) => (isSilent(site) ? <Nobody /> : <Told site={site} />)}
    </Loaded>
  );
}

const isSilent = (site: Site): boolean =>
  !site.operator && !site.publication_director && !site.contact && !site.hosting;

function Nobody() {
  return (
    <p>
      Non disponible : l’organisme qui exploite ce site n’a pas encore indiqué qui il est, comment le joindre
      ni qui l’héberge. La loi lui en fait l’obligation. Il se nomme dans les réglages du site, qui
      s’affichent ici.
    </p>
  );
}

function Told({ site }: { site: Site }) {
  const { operator, publication_director: director, contact, hosting } = site;
  return (
    <dl className={styles.publisher}>
      <dt>Éditeur</dt>
      <dd>{operator ?? <Missing />}</dd>
      <dt>Responsable de la publication</dt>
      <dd>{director ?? <Missing />}</dd>
      <dt>Contact</dt>
      <dd>{contact ? <Contact to={contact} /> : <Missing />}</dd>
      <dt>Hébergeur</dt>
      <dd>{hosting ?? <Missing />}</dd>
    </dl>
  );
}

/** A mail address or a page to write to. */
export function Contact({ to }: { to: string }) {
  if (to.startsWith("https://")) return <ExternalLink href={to}>formulaire de contact</ExternalLink>;
  return <a href={`mailto:${to}`}>{to}</a>;
}
