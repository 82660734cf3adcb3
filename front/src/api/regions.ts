import { useApi } from "@/api/client";

/** Names of regions by their codes; answers about tensions give codes only. Empty while they are not known. */
export function useRegionNames(): ReadonlyMap<string, string> {
  const query = useApi("/api/v1/regions", {});
  return new Map(query.data?.items.map(({ code, name }) => [code, name]));
}
