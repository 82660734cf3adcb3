import { useId } from "react";
import { CRITERIA, type Criterion, MOST, type Weights, weightWords } from "@/state/weights";
import { Icon } from "@/ui/Icon";
import styles from "./Sliders.module.css";

interface Props {
  weights: Weights;
  has: { rome: boolean; near: boolean };
  onChange: (weights: Weights) => void;
}

/** One slider per criterion; the words say what its place means. */
export function Sliders({ weights, has, onChange }: Props) {
  return (
    <fieldset className={styles.sliders}>
      <legend>Ce qui compte pour vous</legend>
      {CRITERIA.map((criterion) => (
        <Slider
          key={criterion.key}
          criterion={criterion}
          weight={weights[criterion.key] ?? 0}
          usable={!criterion.needs || has[criterion.needs]}
          onChange={(weight) => onChange({ ...weights, [criterion.key]: weight })}
        />
      ))}
    </fieldset>
  );
}

const NEEDS = { rome: "choisissez un métier", near: "choisissez un lieu" } as const;

interface SliderProps {
  criterion: Criterion;
  weight: number;
  usable: boolean;
  onChange: (weight: number) => void;
}

function Slider({ criterion, weight, usable, onChange }: SliderProps) {
  const id = useId();
  const centred = criterion.least < 0;
  const words = usable || !criterion.needs ? weightWords(criterion, weight) : NEEDS[criterion.needs];
  return (
    <div className={styles.slider} data-used={usable && weight !== 0}>
      <Icon name={criterion.icon} />
      <label htmlFor={id}>{criterion.label}</label>
      <output htmlFor={id}>{words}</output>
      <input
        id={id}
        type="range"
        style={{ backgroundImage: filled(criterion.least, usable ? weight : 0) }}
        min={criterion.least}
        max={MOST}
        step={1}
        value={usable ? weight : 0}
        disabled={!usable}
        aria-valuetext={words}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      {centred && (
        <span className={styles.ends} aria-hidden="true">
          <span>{criterion.low}</span>
          <span>{criterion.high}</span>
        </span>
      )}
    </div>
  );
}

/** The part of the line between indifference and a weight, in the middle or at the left: native sliders fill one of them only. */
function filled(least: number, weight: number): string {
  const [from, to] = [Math.min(0, weight), Math.max(0, weight)].map(
    (end) => ((end - least) / (MOST - least)) * 100,
  );
  return `linear-gradient(to right, var(--line-strong) ${from}%, var(--brand) ${from}% ${to}%, var(--line-strong) ${to}%)`;
}
