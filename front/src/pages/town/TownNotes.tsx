import { Link } from "wouter";
import { townPath } from "@/app/paths";
import { borrowed, unread } from "@/pages/town/known";
import type { Sheet } from "@/pages/town/TownFrame";
import { ofTown } from "@/text/format";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import styles from "./Town.module.css";

/** What a reader should know of a sheet before reading it: a code of before, a city's figures, what could not be read. */
export function TownNotes({ town, retry }: { town: Sheet; retry: () => void }) {
  const { parent, asked } = town;
  const missing = unread(town.incomplete);
  const ofCity = borrowed(town.from_city);
  return (
    <>
      {asked && (
        <p className={styles.remark}>
          Le code {asked} n’est plus en usage : la commune fait aujourd’hui partie {ofTown(town.name)} (code{" "}
          {town.code_insee}).
        </p>
      )}
      {parent && (
        <p className={styles.remark}>
          Arrondissement {ofTown(parent.name)} :{" "}
          {ofCity
            ? `${ofCity} sont donnés pour la ville entière, faute de chiffres par arrondissement.`
            : "les chiffres sont ceux de l’arrondissement."}{" "}
          <Link href={townPath(parent)}>Voir {parent.name}</Link>
        </p>
      )}
      {missing && (
        <div role="status" className={`no-print ${styles.unread}`}>
          <Icon name="warning" size={18} />
          <p>
            <strong>Cette page est incomplète.</strong> N’ont pas pu être lus : {missing}. Le reste est à
            jour.
          </p>
          <Button onClick={retry}>Réessayer</Button>
        </div>
      )}
    </>
  );
}
