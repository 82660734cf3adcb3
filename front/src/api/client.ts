import { type UseQueryResult, keepPreviousData, useQuery } from "@tanstack/react-query";
import type { components, paths } from "@/api/schema";
import { withQuery } from "@/app/paths";

export type Schemas = components["schemas"];
type Problem = Schemas["Problem"];

/** An answer that is no success; `problem` is the service's own account of it, when it gave one. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
    readonly retryAfter: number | null,
  ) {
    super(problem?.detail ?? `HTTP ${status}`);
  }
}

type GetPath = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];
type Get<P extends GetPath> = paths[P] extends { get: infer G } ? G : never;
type Part<P extends GetPath, K extends "query" | "path"> =
  Get<P> extends { parameters: Record<K, infer V> }
    ? Record<K, V>
    : Get<P> extends { parameters: Partial<Record<K, infer V>> }
      ? Partial<Record<K, Exclude<V, undefined>>>
      : unknown;
export type Params<P extends GetPath> = Part<P, "query"> & Part<P, "path">;
export type Answer<P extends GetPath> =
  Get<P> extends { responses: { 200: { content: infer C } } } ? C[keyof C] : never;

interface Parts {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
}

/** The address of a question: parts of the path filled in, lists repeated, what is not given left out. */
export function addressOf(path: string, { path: parts = {}, query = {} }: Parts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name])));
  return withQuery(filled, query as Parameters<typeof withQuery>[1]);
}

async function request<P extends GetPath>(
  path: P,
  params: Params<P>,
  signal: AbortSignal,
): Promise<Answer<P>> {
  const response = await fetch(addressOf(path, params as Parts), {
    signal,
    headers: { Accept: "application/json, */*" },
  });
  tellFreshness(response.headers.get("X-Kept-At"));
  const text = await response.text();
  if (!response.ok) {
    throw new ApiError(response.status, problemOf(text), Number(response.headers.get("Retry-After")) || null);
  }
  return JSON.parse(typographic(text)) as Answer<P>;
}

function problemOf(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}

/** Sources write straight apostrophes ("Côte d'Azur"), and spaces where a line must not break ("Infirmier / Infirmière"). */
export const typographic = (text: string): string =>
  text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "’")
    .replace(/(?<=[\p{L}\p{N})»]) (?=[:;?!»/] |[:;?!»]")/gu, "\u00a0")
    .replace(/« (?=\S)/gu, "«\u00a0");

/** The page listens: it says that what it shows was kept on the device, until an answer of the network comes. */
function tellFreshness(keptAt: string | null): void {
  window.dispatchEvent(
    keptAt ? new CustomEvent("mobiville:kept", { detail: keptAt }) : new Event("mobiville:fresh"),
  );
}

export interface Options {
  /** false: not asked yet */
  enabled?: boolean;
  /** true: the previous answer stays while the next one is on its way */
  keep?: boolean;
}

export function apiQuery<P extends GetPath>(path: P, params: Params<P>) {
  return {
    queryKey: [path, params] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => request(path, params, signal),
  };
}

/** A GET of our API, typed by its OpenAPI; cancelled when nobody waits for it any more. */
export function useApi<P extends GetPath>(
  path: P,
  params: Params<P>,
  { enabled = true, keep = false }: Options = {},
): UseQueryResult<Answer<P>> {
  return useQuery({
    ...apiQuery(path, params),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  } as Parameters<typeof useQuery>[0]) as UseQueryResult<Answer<P>>;
}
