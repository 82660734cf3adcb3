import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "wouter";
import { type Schemas, useApi } from "@/api/client";
import { type TownSection, codeOf, comparePath, departementPath, regionPath, townPath } from "@/app/paths";
import NotFoundPage from "@/pages/errors/NotFoundPage";
import { readRome } from "@/state/rome";
import { useUrlState } from "@/state/url";
import { day } from "@/text/format";
import { Button, ButtonLink } from "@/ui/Button";
import { TownNotes } from "@/pages/town/TownNotes";
import { LoadedPage } from "@/ui/LoadedPage";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Page } from "@/ui/Page";
import { SampleBadge } from "@/ui/SampleBadge";
import { PageSkeleton } from "@/ui/Skeleton";
import { Sources } from "@/ui/Sources";
import { FavouriteButton } from "@/ui/TownCard";
import styles from "./Town.module.css";

export type Sheet = Schemas["CitySheet"];
interface Props {
  params: Record<string, string | undefined>;
  section?: TownSection;
  children: (town: Sheet, rome: string | null) => ReactNode;
}

const SECTIONS: readonly [TownSection | undefined, string, string][] = [
  [undefined, "En bref", ""],
  ["metier", "Emploi", " : emploi"],
  ["services", "Cadre de vie", " : services et cadre de vie"],
  ["proches", "Villes proches", " : villes proches et semblables"],
];

/** What the four pages of a town share: who it is, the way between them, its sources. */
export function TownFrame({ params, section, children }: Props) {
  const code = codeOf(params.town ?? "");
  const { get, set } = useUrlState();
  const rome = readRome(get("codeRome"));
  const query = useApi(
    "/api/v1/cities/{code_insee}",
    { path: { code_insee: code }, ...(rome && { query: { rome } }) },
    { keep: true },
  );
  const shown = query.data;
  const another = query.isPlaceholderData && shown?.code_insee !== code && shown?.asked !== code;
  if (another) return <PageSkeleton />;
  return (
    <LoadedPage query={query} what="la ville" absent={<NotFoundPage />}>
      {(town) => (
        <Page
          title={town.name + (SECTIONS.find(([key]) => key === section)?.[2] ?? "")}
          heading={town.name}
          lead={describe(town)}
          crumbs={[
            { label: town.region.name, to: regionPath(town.region, rome) },
            { label: town.departement.name, to: departementPath(town.departement, rome) },
          ]}
          actions={<Actions town={town} rome={rome} />}
        >
          <Sections town={town} rome={rome} section={section} />
          <div className={`no-print ${styles.occupation}`}>
            <OccupationSearch
              label="Pour quel métier ?"
              rome={rome}
              onChange={(codeRome) => set({ codeRome }, { replace: true })}
            />
          </div>
          <SampleBadge sample={town.sample} />
          <TownNotes town={town} retry={() => void query.refetch()} />
          <div className={styles.parts}>{children(town, rome)}</div>
          <Sources sources={town.sources} />
          <p className={styles.printed}>
            Fiche imprimée le {day(new Date().toISOString())} : {location.host}
            {townPath(town, rome)}
          </p>
        </Page>
      )}
    </LoadedPage>
  );
}

interface SectionsProps {
  town: Sheet;
  rome: string | null;
  section: TownSection | undefined;
}

/** The way between the four pages; on a narrow screen the line scrolls, and shows the present one from the start. */
function Sections({ town, rome, section }: SectionsProps) {
  const line = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const present = line.current?.querySelector<HTMLElement>("[aria-current]");
    if (line.current && present) line.current.scrollLeft = present.offsetLeft - line.current.offsetLeft - 24;
  }, [section]);
  return (
    <nav aria-label={`Pages sur ${town.name}`} className={`no-print ${styles.sections}`}>
      <ul ref={line} className="plain">
        {SECTIONS.map(([key, label]) => (
          <li key={label}>
            <Link
              href={townPath(town, rome, key)}
              aria-current={key === section ? "page" : undefined}
              onFocus={(event) => event.currentTarget.scrollIntoView({ block: "nearest", inline: "nearest" })}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const describe = ({ departement, region }: Sheet): string =>
  `${departement.name} (${departement.code}), ${region.name}`;

function Actions({ town, rome }: { town: Sheet; rome: string | null }) {
  return (
    <>
      <FavouriteButton code={town.code_insee} name={town.name} />
      <ButtonLink to={comparePath([town.code_insee], rome)} variant="quiet" icon="compare">
        Comparer
      </ButtonLink>
      <Button variant="quiet" icon="print" onClick={() => window.print()}>
        Imprimer
      </Button>
    </>
  );
}
