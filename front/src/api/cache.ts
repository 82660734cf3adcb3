import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/client";

const MINUTE = 60_000;

/** Only what may succeed is asked again, once. */
export function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= 1) return false;
  if (error instanceof ApiError) return error.status >= 500 && (error.retryAfter ?? 0) <= 2;
  return navigator.onLine;
}

export function createCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5 * MINUTE,
        gcTime: 30 * MINUTE,
        retry: shouldRetry,
        retryDelay: 700,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
    },
  });
}
