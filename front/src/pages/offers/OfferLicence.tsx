import type { Schemas } from "@/api/client";
import { moment } from "@/text/format";
import { ExternalLink } from "@/ui/Button";

interface Props {
  answer: { licence: Schemas["OfferLicence"]; stale: boolean };
}

/** What has to be shown wherever offers are: source, date, licence, changes; and whether they are old. */
export function OfferLicence({ answer: { licence, stale } }: Props) {
  return (
    <p className="small muted">
      Source : {licence.source}, lu le {moment(licence.updated_at)}
      {stale && " (France Travail n’a pas pu être interrogé depuis)"}. Licence :{" "}
      <ExternalLink href={licence.url}>{licence.title}</ExternalLink>. {licence.changes}
    </p>
  );
}
