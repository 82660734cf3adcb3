import { useApi } from "@/api/client";
import type { PlaceCode } from "@/state/place";

/** The name of a place that is known by its code; null while it is not known. */
export function usePlaceName(place: PlaceCode | null): string | null {
  const code = place?.code ?? "";
  const city = useApi(
    "/api/v1/cities/{code_insee}",
    { path: { code_insee: code } },
    { enabled: place?.kind === "city" },
  );
  const departement = useApi(
    "/api/v1/departements/{code}",
    { path: { code } },
    { enabled: place?.kind === "departement" },
  );
  const region = useApi("/api/v1/regions/{code}", { path: { code } }, { enabled: place?.kind === "region" });
  return place ? ({ city, departement, region }[place.kind].data?.name ?? null) : null;
}
