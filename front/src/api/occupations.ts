import { useApi } from "@/api/client";

/** The French label of a ROME code; null while it is not known. */
export function useOccupationLabel(rome: string | null): string | null {
  const query = useApi(
    "/api/v1/occupations/{rome}",
    { path: { rome: rome ?? "" } },
    { enabled: Boolean(rome) },
  );
  return rome ? (query.data?.label ?? null) : null;
}
