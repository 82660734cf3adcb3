import { type UseQueryResult, useQuery } from "@tanstack/react-query";

/** What whoever runs the site has said of it; null is what nobody has said. */
export interface Site {
  operator: string | null;
  publication_director: string | null;
  contact: string | null;
  hosting: string | null;
  /** pieces of a map: an address with {z}, {x} and {y}, and whose they are */
  tiles: { url: string; attribution: string } | null;
}

/** /site.json, from the settings of the gateway; asked once. */
export function useSite(): UseQueryResult<Site> {
  return useQuery({
    queryKey: ["site"],
    queryFn: async ({ signal }) => {
      const response = await fetch("/site.json", { signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return (await response.json()) as Site;
    },
    staleTime: Infinity,
  });
}
