import { useEffect } from "react";
import { type Schemas, useApi } from "@/api/client";
import { helpsPath } from "@/app/paths";
import type { RouteProps } from "@/app/routes";
import NotFoundPage from "@/pages/errors/NotFoundPage";
import { ages, monthOf, wordOf } from "@/pages/helps/words";
import { Brief } from "@/ui/Brief";
import { ButtonLink, ExternalLink } from "@/ui/Button";
import { LoadedPage } from "@/ui/LoadedPage";
import { Page } from "@/ui/Page";
import { SampleBadge } from "@/ui/SampleBadge";
import { Sources } from "@/ui/Sources";

type Help = Schemas["HelpSheet"];

const CRUMBS = [{ label: "Aides", to: "/aides" }];

/** One help scheme, in our own words, with its official page. */
export default function HelpPage({ params }: RouteProps) {
  const slug = params.slug ?? "";
  const query = useApi("/api/v1/helps/{slug}", { path: { slug } });
  useEffect(() => {
    if (query.data) void fetch(`/api/v1/helps/${slug}/views`, { method: "POST" }).catch(() => undefined);
  }, [slug, query.data]);
  return (
    <LoadedPage query={query} what="cette aide" absent={<NotFoundPage />}>
      {(help) => <Sheet help={help} />}
    </LoadedPage>
  );
}

function Sheet({ help }: { help: Help }) {
  const parts: readonly [string, string][] = [
    ["En quoi consiste-t-elle ?", help.description],
    ["Qui peut la demander ?", help.who],
    ["À quelles conditions ?", help.conditions],
    ["Comment la demander ?", help.how_to_apply],
    ["Avec quoi se cumule-t-elle ?", help.cumulative],
  ];
  const checked = monthOf(help.checked);
  return (
    <Page title={help.title} lead={help.summary} crumbs={CRUMBS}>
      <Brief
        facts={[
          ["Proposée par", help.organisation],
          ["Nature", wordOf(help.kind)],
          ["Pour", help.situation.map(wordOf).join(", ")],
          ["Âge", ages(help.age_min, help.age_max) ?? "Sans condition d’âge"],
          ["Vérifiée en", checked],
        ]}
        after={
          <>
            <p>
              <ExternalLink href={help.official_link} button>
                Page officielle
              </ExternalLink>
            </p>
            <p className="small muted">
              Les montants et les conditions changent : seule la page officielle fait foi.
            </p>
          </>
        }
      >
        {parts
          .filter(([, text]) => text)
          .map(([heading, text]) => (
            <section key={heading} className="stack">
              <h2>{heading}</h2>
              <p>{text}</p>
            </section>
          ))}
      </Brief>
      <p className="cluster no-print">
        {help.project.map((project) => (
          <ButtonLink key={project} to={helpsPath({ projet: project })}>
            Autres aides : {wordOf(project)}
          </ButtonLink>
        ))}
      </p>
      <SampleBadge sample={help.sample} />
      <Sources sources={help.sources} />
    </Page>
  );
}
