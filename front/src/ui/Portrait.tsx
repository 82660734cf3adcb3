import type { Schemas } from "@/api/client";
import { day } from "@/text/format";
import { ExternalLink } from "@/ui/Button";
import { Photo } from "@/ui/Photo";
import styles from "./Portrait.module.css";

interface Props {
  /** of the place, for the photo's description */
  name: string;
  portrait: Schemas["Portrait"] | null;
  /** why there is none */
  missing: string | null;
}

/** What a place looks like: introduction of its Wikipedia page and a photo, credited as their licences ask. */
export function Portrait({ name, portrait, missing }: Props) {
  if (!portrait) {
    return <p className="muted">Portrait non disponible. {missing}</p>;
  }
  const { page } = portrait;
  return (
    <div className={styles.portrait} data-photo={portrait.image !== null}>
      {portrait.image && <Photo image={portrait.image} alt={`Vue de ${name}`} />}
      <div className={styles.text}>
        <p>{portrait.text}</p>
        <p className="small muted">
          {portrait.shortened ? "Extrait abrégé de " : "Extrait de "}
          <ExternalLink href={page.url}>Wikipédia : {page.title}</ExternalLink>,{" "}
          <a href={page.licence_url} rel="noreferrer license">
            {page.licence}
          </a>
          , lu le {day(portrait.retrieved_at)}.
          {portrait.sample && " Texte et photo fictifs, pour la démonstration."}
        </p>
        {!portrait.image && portrait.image_missing && (
          <p className="small muted">Photo non disponible. {portrait.image_missing}</p>
        )}
      </div>
    </div>
  );
}
