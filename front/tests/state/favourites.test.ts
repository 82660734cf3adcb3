import { act, renderHook } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { parse, useFavourites } from "@/state/favourites";

beforeEach(() => {
  const { result, unmount } = renderHook(useFavourites);
  act(() => [...result.current.codes].forEach((code) => result.current.toggle(code)));
  unmount();
});

describe("favourites", () => {
  it("are kept on the device, the same everywhere on the page", () => {
    const [one, other] = [renderHook(useFavourites), renderHook(useFavourites)];
    act(() => one.result.current.toggle("2A004"));
    expect(other.result.current.has("2A004")).toBe(true);
    expect(localStorage.getItem("mobiville.favoris")).toBe("2A004");
  });
  it("are taken away when pressed again", () => {
    const { result } = renderHook(useFavourites);
    act(() => result.current.toggle("59350"));
    act(() => result.current.toggle("59350"));
    expect(result.current.codes).toEqual([]);
    expect(localStorage.getItem("mobiville.favoris")).toBeNull();
  });
  it("follow another tab", () => {
    const { result } = renderHook(useFavourites);
    act(
      () =>
        void window.dispatchEvent(
          new StorageEvent("storage", { key: "mobiville.favoris", newValue: "75056" }),
        ),
    );
    expect(result.current.codes).toEqual(["75056"]);
  });
  it("forget what is no INSEE code", () =>
    expect(parse("59350,<script>,59350,2B033")).toEqual(["59350", "2B033"]));
});
