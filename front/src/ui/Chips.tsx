import { useId } from "react";
import styles from "./Chips.module.css";

interface Option {
  value: string;
  label: string;
  detail?: string | undefined;
  disabled?: boolean;
}
interface Props {
  legend: string;
  options: readonly Option[];
  /** several: checkboxes; else one: radio buttons */
  several?: boolean;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Radio buttons or checkboxes that look like labels to press. */
export function Chips({ legend, options, several = false, chosen, onChange }: Props) {
  const name = useId();
  const toggle = (value: string) => {
    if (!several) return onChange([value]);
    return onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <fieldset className={styles.chips}>
      <legend>{legend}</legend>
      <div className={styles.options}>
        {options.map(({ value, label, detail, disabled }) => (
          <label key={value} className={styles.chip}>
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              checked={chosen.includes(value)}
              disabled={disabled && !chosen.includes(value)}
              onChange={() => toggle(value)}
            />
            <span>
              {label}
              {detail && <small> {detail}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
