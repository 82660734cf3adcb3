import type { Sheet } from "@/pages/town/TownFrame";
import { namesOf, unknownParts } from "@/pages/town/unknown";
import { ofTown } from "@/text/format";

/** One notice for all that is not known of a town, rather than a section each to say nothing. */
export function UnknownParts({ town, parts }: { town: Sheet; parts: ReturnType<typeof unknownParts> }) {
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="inconnu" className="stack prose">
      <h2 id="inconnu">Données non disponibles</h2>
      <p>Nous n’avons aucun chiffre {ofTown(town.name)} pour :</p>
      <ul>
        {namesOf(parts).map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p className="small muted">
        Les sources de ces données n’ont pas été importées sur ce site, ou ne couvrent pas cette commune.
      </p>
    </section>
  );
}
