import { Missing } from "@/ui/Missing";
import styles from "./Tension.module.css";

/** The index of the Dares in words: 5 is where candidates have the best chances. */
export const TENSION_WORDS: Record<number, { short: string; long: string }> = {
  1: {
    short: "Chances faibles",
    long: "les employeurs recrutent ici sans difficulté : les candidats sont nombreux",
  },
  2: { short: "Chances limitées", long: "les employeurs trouvent ici assez facilement des candidats" },
  3: { short: "Chances moyennes", long: "le recrutement est ici dans la moyenne" },
  4: { short: "Bonnes chances", long: "les employeurs peinent ici à recruter" },
  5: { short: "Très bonnes chances", long: "les employeurs peinent ici beaucoup à recruter" },
};

/** Five bars and words; the colour is never alone. */
export function Tension({ level, short = false }: { level: number | null | undefined; short?: boolean }) {
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
        <strong>{words.short}</strong>
        <span className={short ? "visually-hidden" : styles.detail}> ({level} sur 5)</span>
      </span>
    </span>
  );
}
