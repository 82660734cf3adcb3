import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "@/api/client";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Loaded.module.css";

interface Props<T> {
  query: UseQueryResult<T>;
  /** with its article: "les offres" */
  what: string;
  skeleton?: ReactNode;
  /** instead of the error for a 404 */
  absent?: ReactNode;
  children: (data: T) => ReactNode;
}

/** The part of a page that an answer fills: skeleton, content, or what is missing and what to do. */
export function Loaded<T>({ query, what, skeleton, absent, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    const gone = query.error instanceof ApiError && query.error.status === 404;
    if (gone && absent) return absent;
    return (
      <Failure what={what} error={query.error} retry={() => void query.refetch()} busy={query.isFetching} />
    );
  }
  return skeleton ?? <Skeleton height="card" label={`Chargement : ${what}`} />;
}

export function explain(error: Error): string {
  if (!(error instanceof ApiError)) {
    return navigator.onLine
      ? "Le service ne répond pas."
      : "Vous êtes hors ligne et cette page n’a pas encore été consultée.";
  }
  if (error.status === 404) return "Cette information n’existe pas.";
  if (error.status === 422) return "L’adresse de la page contient une valeur que nous ne connaissons pas.";
  if (error.status === 429) return "Trop de demandes en peu de temps : attendez quelques secondes.";
  return "Le service qui fournit cette information est momentanément indisponible.";
}

interface FailureProps {
  what: string;
  error: Error;
  retry: () => void;
  busy: boolean;
}

function Failure({ what, error, retry, busy }: FailureProps) {
  return (
    <div role="alert" className={styles.failure}>
      <Icon name="warning" />
      <div>
        <p>
          <strong>Nous n’avons pas pu afficher {what}.</strong> {explain(error)} Le reste de la page reste
          utilisable.
        </p>
        {!(error instanceof ApiError && [404, 422].includes(error.status)) && (
          <Button onClick={retry} disabled={busy}>
            {busy ? "Nouvel essai…" : "Réessayer"}
          </Button>
        )}
      </div>
    </div>
  );
}
