import { useId } from "react";
import { Link } from "wouter";
import { type Schemas, useApi } from "@/api/client";
import { helpPath } from "@/app/paths";
import { ages, readAge, wordOf } from "@/pages/helps/words";
import { useUrlState } from "@/state/url";
import { plural } from "@/text/format";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/Card";
import { Chips } from "@/ui/Chips";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { SampleBadge } from "@/ui/SampleBadge";
import { Sources } from "@/ui/Sources";
import styles from "./Helps.module.css";

type HelpList = Schemas["HelpList"];

/** The help schemes, by project, situation and age. */
export default function HelpsPage() {
  const { get } = useUrlState();
  const project = get("projet");
  const situation = get("situation");
  const age = readAge(get("age"));
  const query = useApi(
    "/api/v1/helps",
    { query: { ...(project && { project }), ...(situation && { situation }), ...(age !== null && { age }) } },
    { keep: true },
  );
  return (
    <Page
      title="Aides à la mobilité"
      lead="Logement, transport, formation, garde d’enfants : ce que des organismes publics et paritaires peuvent prendre en charge. Beaucoup d’aides se demandent avant de signer."
    >
      <Loaded query={query} what="les aides">
        {(list) => (
          <>
            <Filters list={list} project={project} situation={situation} age={age} />
            <Found list={list} late={query.isPlaceholderData} />
            <SampleBadge sample={list.sample} />
            <Sources sources={list.sources} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface FiltersProps {
  list: HelpList;
  project: string | null;
  situation: string | null;
  age: number | null;
}

function Filters({ list, project, situation, age }: FiltersProps) {
  const { set } = useUrlState();
  const field = useId();
  const options = (facet: Record<string, number>) => [
    { value: "", label: "Peu importe" },
    ...Object.entries(facet)
      .filter(([value]) => value !== "tous")
      .map(([value, count]) => ({
        value,
        label: wordOf(value),
        detail: String(count),
        disabled: count === 0,
      })),
  ];
  return (
    <div className={`no-print ${styles.filters}`}>
      <Chips
        legend="Votre projet"
        options={options(list.facets.project)}
        chosen={[project ?? ""]}
        onChange={([value]) => set({ projet: value }, { replace: true })}
      />
      <Chips
        legend="Votre situation"
        options={options(list.facets.situation)}
        chosen={[situation ?? ""]}
        onChange={([value]) => set({ situation: value }, { replace: true })}
      />
      <p className={styles.age}>
        <label htmlFor={field}>Votre âge</label>
        <input
          id={field}
          type="number"
          inputMode="numeric"
          min={0}
          max={120}
          value={age ?? ""}
          onChange={(event) => set({ age: readAge(event.target.value) }, { replace: true })}
        />
        <span>ans</span>
      </p>
    </div>
  );
}

/** `late`: the list is of the choices of before, that of the present ones is on its way. */
function Found({ list, late }: { list: HelpList; late: boolean }) {
  const { set } = useUrlState();
  return (
    <section aria-labelledby="found" aria-busy={late}>
      <h2 id="found" className={styles.count}>
        {plural(list.total, "aide")}
      </h2>
      <p role="status" className="visually-hidden">
        {plural(list.total, "aide")}
      </p>
      {list.total === 0 && (
        <p className="cluster">
          Aucune aide de notre liste ne répond à ces trois choix à la fois.
          <Button onClick={() => set({ projet: null, situation: null, age: null })}>
            Voir toutes les aides
          </Button>
        </p>
      )}
      <ul className={`plain grid ${styles.list}`}>
        {list.items.map((help) => (
          <Card as="li" key={help.slug}>
            <p className={styles.kind}>{wordOf(help.kind)}</p>
            <h3 className={styles.title}>
              <Link href={helpPath(help.slug)}>{help.title}</Link>
            </h3>
            <p>{help.summary}</p>
            <p className="small muted">
              {[help.organisation, ages(help.age_min, help.age_max)].filter(Boolean).join(" · ")}
            </p>
          </Card>
        ))}
      </ul>
    </section>
  );
}
