import { Icon } from "@/ui/Icon";
import styles from "./SampleBadge.module.css";

/** On every page that shows them: data of the sample, offers and photos of the stand-ins. */
export function SampleBadge({
  sample = false,
  sandbox = false,
  photos = false,
}: {
  sample?: boolean | undefined;
  sandbox?: boolean | undefined;
  photos?: boolean | undefined;
}) {
  if (!sample && !sandbox && !photos) return null;
  return (
    <p className={styles.badge}>
      <Icon name="info" size={18} />
      <span>
        {sample && "Une partie des données est un échantillon de démonstration. "}
        {photos && "Les photos sont des images d’exemple, pas des vues de ces villes. "}
        {sandbox &&
          "Les offres, les employeurs et les chiffres du marché du travail sont fictifs, pour la démonstration."}
      </span>
    </p>
  );
}
