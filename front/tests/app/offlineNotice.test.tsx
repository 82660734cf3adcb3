import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useApi } from "@/api/client";
import { OfflineNotice } from "@/app/OfflineNotice";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Asking() {
  const query = useApi("/api/v1/regions", {});
  return <button onClick={() => void query.refetch()}>{query.isFetching ? "…" : "Redemander"}</button>;
}

it("tells of an answer kept on the device until the network answers again", async () => {
  const kept = { headers: { "X-Kept-At": "2026-11-23T10:00:00Z" } };
  const answers = [new Response("{}", kept), new Response("{}")];
  vi.stubGlobal("fetch", () => Promise.resolve(answers.shift()));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <OfflineNotice />
      <Asking />
    </QueryClientProvider>,
  );
  expect(await screen.findByText(/enregistrées le/)).toBeTruthy();
  (await screen.findByText("Redemander")).click();
  await waitFor(() => expect(screen.queryByText(/enregistrées le/)).toBeNull());
});
