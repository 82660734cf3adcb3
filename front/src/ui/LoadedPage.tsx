import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { ApiError } from "@/api/client";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeleton";

interface Props<T> {
  query: UseQueryResult<T>;
  /** with its article: "la région" */
  what: string;
  /** the page for an address that leads to nothing */
  absent: ReactNode;
  children: (data: T) => ReactNode;
}

/** A page that one answer fills. Without the answer it is a page all the same, that says what is missing and where to go. */
export function LoadedPage<T>({ query, what, absent, children }: Props<T>) {
  if (query.data !== undefined || !query.isError) {
    return (
      <Loaded query={query} what={what} skeleton={<PageSkeleton />}>
        {children}
      </Loaded>
    );
  }
  if (query.error instanceof ApiError && [404, 410, 422].includes(query.error.status)) return absent;
  return (
    <Page title="Page momentanément indisponible">
      <div className="stack">
        <Loaded query={query} what={what}>
          {children}
        </Loaded>
        <p>
          En attendant, vous pouvez consulter <Link href="/aides">les aides à la mobilité</Link>,{" "}
          <Link href="/conseils-et-astuces">le guide en cinq étapes</Link> ou{" "}
          <Link href="/favoris">vos favoris</Link>, ou revenir à <Link href="/">l’accueil</Link>.
        </p>
      </div>
    </Page>
  );
}
