import type { UseQueryResult } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { Loaded } from "@/ui/Loaded";

afterEach(cleanup);
const show = (query: Partial<UseQueryResult<string>>) =>
  render(
    <Loaded query={query as UseQueryResult<string>} what="les offres">
      {(data) => <p>{data}</p>}
    </Loaded>,
  );

describe("a part of a page that an answer fills", () => {
  it("is a skeleton that says what is coming", () => {
    show({ data: undefined, isError: false });
    expect(screen.getByRole("status").textContent).toMatch(/Chargement.*les offres/);
  });
  it("is its content", () => {
    show({ data: "Offre 1" });
    expect(screen.getByText("Offre 1")).toBeTruthy();
  });
  it("keeps what was there when asking again fails", () => {
    show({ data: "Offre 1", isError: true, error: new ApiError(503, null, null) });
    expect(screen.getByText("Offre 1")).toBeTruthy();
  });
  it("says what is missing and lets one try again", () => {
    const refetch = vi.fn();
    show({ data: undefined, isError: true, error: new ApiError(503, null, null), refetch });
    expect(screen.getByRole("alert").textContent).toContain("les offres");
    screen.getByRole("button", { name: "Réessayer" }).click();
    expect(refetch).toHaveBeenCalledOnce();
  });
  it("does not propose to try again what cannot succeed", () => {
    show({ data: undefined, isError: true, error: new ApiError(422, null, null) });
    expect(screen.queryByRole("button")).toBeNull();
  });
});
