import { describe, expect, it } from "vitest";
import { inWidth, listWidths } from "@/ui/photoWidths";

const IMAGE = "/api/v1/portraits/communes/59350/image";

describe("the address of a photo in a width", () => {
  it("asks for the width", () => {
    expect(inWidth(IMAGE, 400)).toBe(`${IMAGE}?width=400`);
  });

  it("keeps the version of the photo", () => {
    expect(inWidth(`${IMAGE}?v=0123456789ab`, 400)).toBe(`${IMAGE}?v=0123456789ab&width=400`);
  });

  it("is listed for each width", () => {
    expect(listWidths(IMAGE, [250, 800])).toBe(`${IMAGE}?width=250 250w, ${IMAGE}?width=800 800w`);
  });
});
