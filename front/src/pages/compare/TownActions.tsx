import type { Schemas } from "@/api/client";
import { Icon } from "@/ui/Icon";
import { FavouriteButton } from "@/ui/TownCard";
import styles from "./TownActions.module.css";

interface Props {
  town: Schemas["ComparedTown"];
  /** the person lives there now */
  home: boolean;
  /** one of three or more: on a phone what can be done is on one line, without icons */
  narrow: boolean;
  onHome: (code: string | null) => void;
  onRemove: (code: string) => void;
}

/** What can be done with a town of a comparison. */
export function TownActions({ town: { code_insee: code, name }, home, narrow, onHome, onRemove }: Props) {
  return (
    <span className={`${styles.actions} no-print`} data-narrow={narrow}>
      <FavouriteButton code={code} name={name} />
      <button
        type="button"
        className={styles.action}
        aria-pressed={home}
        onClick={() => onHome(home ? null : code)}
      >
        <Icon name="home" size={16} /> J’y habite<span className="visually-hidden"> : {name}</span>
      </button>
      <button type="button" className={styles.action} onClick={() => onRemove(code)}>
        <Icon name="close" size={16} /> Retirer<span className="visually-hidden"> {name}</span>
      </button>
    </span>
  );
}
