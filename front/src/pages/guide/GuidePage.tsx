import { Link } from "wouter";
import { guideStepPath } from "@/app/paths";
import { STEPS } from "@/pages/guide/steps";
import { ButtonLink } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Page } from "@/ui/Page";
import styles from "./Guide.module.css";

/** The way of a move, in five steps. */
export default function GuidePage() {
  return (
    <Page
      title="Conseils et astuces"
      heading="Changer de ville pour travailler, en cinq étapes"
      lead="De la première idée aux premiers mois sur place : ce qu’il faut décider, vérifier et demander, dans l’ordre."
    >
      <ol className={`plain ${styles.steps}`}>
        {STEPS.map((step, index) => (
          <Card as="li" key={step.title}>
            <p className={styles.number} aria-hidden="true">
              {index + 1}
            </p>
            <div>
              <h2 className={styles.title}>
                <Link href={guideStepPath(index + 1)}>
                  <span className="visually-hidden">Étape {index + 1} : </span>
                  {step.title}
                </Link>
              </h2>
              <p className="muted">{step.summary}</p>
            </div>
          </Card>
        ))}
      </ol>
      <p className={`cluster ${styles.next}`}>
        <ButtonLink to={guideStepPath(1)} variant="primary" icon="arrow">
          Commencer
        </ButtonLink>
        <ButtonLink to="/aides">Voir les aides</ButtonLink>
      </p>
    </Page>
  );
}
