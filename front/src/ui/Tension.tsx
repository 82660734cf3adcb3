import { Missing } from "@/ui/Missing";
import styles from "./Tension.module.css";

/** The index of the Dares in words: 5 is where candidates have the best chances. */
export const TENSION_WORDS: Record<number, { word: string; short: string; long: string }> = {
  1: {
    word: "Faibles",
    short: "Chances faibles",
    long: "les employeurs recrutent ici sans difficulté : les candidats sont nombreux",
  },
  2: {
    word: "Limitées",
    short: "Chances limitées",
    long: "les employeurs trouvent ici assez facilement des candidats",
  },
  3: { word: "Moyennes", short: "Chances moyennes", long: "le recrutement est ici dans la moyenne" },
  4: { word: "Bonnes", short: "Bonnes chances", long: "les employeurs peinent ici à recruter" },
  5: {
    word: "Très bonnes",
    short: "Très bonnes chances",
    long: "les employeurs peinent ici beaucoup à recruter",
  },
};

interface Props {
  level: number | null | undefined;
  short?: boolean;
  /** a heading beside it says what the chances are of */
  headed?: boolean;
}

/** Five bars and words; the colour is never alone. */
export function Tension({ level, headed = false, short = headed }: Props) {
  const words = level ? TENSION_WORDS[level] : undefined;
  if (!level || !words)
    return <Missing reason={short ? undefined : "La tension de ce métier n’est pas connue ici."} />;
  return (
    <span className={styles.tension} data-level={level}>
      <span className={styles.bars} aria-hidden="true">
        {[1, 2, 3, 4, 5].map((bar) => (
          <i key={bar} data-on={bar <= level} />
        ))}
      </span>
      <span>
        <strong>{headed ? words.word : words.short}</strong>
        <span className={short ? "visually-hidden" : styles.detail}> ({level} sur 5)</span>
      </span>
    </span>
  );
}
