import type { RouteProps } from "@/app/routes";
import { guideStepPath } from "@/app/paths";
import NotFoundPage from "@/pages/errors/NotFoundPage";
import { STEPS } from "@/pages/guide/steps";
import { ButtonLink } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { Page } from "@/ui/Page";
import styles from "./Guide.module.css";

/** One step: what to do, what should be settled at its end, and the way on. */
export default function GuideStepPage({ params }: RouteProps) {
  const number = Number(/^etape-([1-5])$/.exec(params.step ?? "")?.[1] ?? 0);
  const step = STEPS[number - 1];
  if (!step) return <NotFoundPage />;
  return (
    <Page
      title={`Étape ${number} : ${step.title}`}
      heading={step.title}
      lead={step.summary}
      crumbs={[{ label: "Conseils et astuces", to: "/conseils-et-astuces" }]}
    >
      <p className={styles.progress}>
        Étape {number} sur {STEPS.length}
      </p>
      <div className="prose">
        {step.sections.map(({ heading, body }) => (
          <section key={heading} className={`stack ${styles.section}`}>
            <h2>{heading}</h2>
            {body}
          </section>
        ))}
        <section className={styles.checklist} aria-labelledby="bilan">
          <h2 id="bilan">Avant de continuer</h2>
          <ul className="plain">
            {step.checklist.map((item) => (
              <li key={item}>
                <Icon name="check" size={18} />
                <span>{item}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <nav aria-label="Étapes" className={`cluster no-print ${styles.next}`}>
        {number > 1 && (
          <ButtonLink to={guideStepPath(number - 1)} icon="back">
            Étape {number - 1}
          </ButtonLink>
        )}
        {number < STEPS.length ? (
          <ButtonLink to={guideStepPath(number + 1)} variant="primary" icon="arrow">
            Étape {number + 1} : {STEPS[number]?.title}
          </ButtonLink>
        ) : (
          <ButtonLink to="/" variant="primary" icon="search">
            Chercher une ville
          </ButtonLink>
        )}
      </nav>
    </Page>
  );
}
