import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Icon, type IconName } from "@/ui/Icon";
import styles from "./Combobox.module.css";

export interface Choice {
  key: string;
  label: string;
  detail?: ReactNode;
}
interface Props<T extends Choice> {
  label: string;
  hint?: string;
  icon?: IconName;
  placeholder?: string;
  /** what is chosen; shown as the text of the field */
  value: string;
  text: string;
  onText: (text: string) => void;
  choices: readonly T[];
  pending: boolean;
  onChoose: (choice: T) => void;
  onClear: () => void;
  /** said when nothing is found for the text */
  none?: string;
  failed?: boolean;
  /** leaving the field takes the first suggestion, so that a form that is sent has what was typed */
  eager?: boolean;
}

/** An editable combobox with a list (ARIA 1.2 pattern): arrows, Enter, Escape, Home and End; a mouse is not needed. */
export function Combobox<T extends Choice>(props: Props<T>) {
  const {
    label,
    hint,
    icon,
    placeholder,
    value,
    text,
    onText,
    choices,
    pending,
    onChoose,
    onClear,
    none,
    failed,
    eager = false,
  } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const asking = text.trim().length > 0 && text !== value;
  const listed = open && asking && choices.length > 0;
  const empty = open && asking && !pending && choices.length === 0;

  const choose = (choice: T | undefined) => {
    if (!choice) return;
    onChoose(choice);
    setOpen(false);
    setActive(-1);
  };
  // Suggestions on their way are waited for: those on the screen are of fewer letters.
  const waiting = useRef(false);
  const chooseFirst = () => {
    if (pending) waiting.current = true;
    else choose(choices[0]);
  };
  useEffect(() => {
    if (!waiting.current || pending) return;
    waiting.current = false;
    choose(choices[0]);
  });
  const type = (next: string) => {
    waiting.current = false;
    onText(next);
    setOpen(true);
    setActive(-1);
    if (next === "") onClear();
  };
  const leave = () => {
    if (eager && asking) chooseFirst();
    setOpen(false);
  };
  const press = (event: KeyboardEvent) => {
    const last = choices.length - 1;
    if (event.key === "Escape" && open) {
      setOpen(false);
      if (value) onText(value);
    } else if (event.key === "Enter" && listed && active >= 0) choose(choices[active]);
    else if (event.key === "Enter" && asking && open) chooseFirst();
    else if (event.key === "ArrowDown") {
      setOpen(true);
      setActive(active >= last ? 0 : active + 1);
    } else if (event.key === "ArrowUp") setActive(active <= 0 ? last : active - 1);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <div className={styles.box}>
        {icon && <Icon name={icon} />}
        <input
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder={placeholder}
          aria-autocomplete="list"
          aria-expanded={listed}
          aria-controls={`${id}-list`}
          aria-describedby={hint ? `${id}-hint` : undefined}
          aria-activedescendant={listed && active >= 0 ? `${id}-${active}` : undefined}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
          onBlur={leave}
          onFocus={(event) => event.target.select()}
        />
        {text && (
          <button
            type="button"
            className={styles.clear}
            aria-label={`Effacer : ${label}`}
            onClick={() => type("")}
          >
            <Icon name="close" size={16} />
          </button>
        )}
        <div id={`${id}-list`} role="listbox" aria-label={label} className={styles.list} hidden={!listed}>
          {choices.map((choice, index) => (
            // The keyboard is handled by the field that has the focus, as the pattern has it.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={choice.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
              ref={(item) => {
                if (item && index === active) item.scrollIntoView?.({ block: "nearest" });
              }}
            >
              {choice.label}
              {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
            </div>
          ))}
        </div>
        {empty && none && (
          <p className={styles.none}>{failed ? "Les suggestions sont momentanément indisponibles." : none}</p>
        )}
      </div>
      {asking && !open && !pending && (
        <p className={styles.unchosen}>Choisissez une proposition de la liste.</p>
      )}
      <p role="status" className="visually-hidden">
        {listed &&
          `${choices.length} suggestion${choices.length > 1 ? "s" : ""}, flèches haut et bas pour les parcourir`}
        {empty && none}
      </p>
    </div>
  );
}
