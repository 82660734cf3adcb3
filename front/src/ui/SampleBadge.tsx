import { Icon } from "@/ui/Icon";
import styles from "./SampleBadge.module.css";

/** On every page that shows them: data of the sample, offers of the stand-in. */
export function SampleBadge({
  sample = false,
  sandbox = false,
}: {
  sample?: boolean | undefined;
  sandbox?: boolean | undefined;
}) {
  if (!sample && !sandbox) return null;
  return (
    <p className={styles.badge}>
      <Icon name="info" size={18} />
      <span>
        {sample && "Une partie des données est un échantillon de démonstration. "}
        {sandbox && "Les offres et les chiffres du marché du travail sont fictifs, pour la démonstration."}
      </span>
    </p>
  );
}
