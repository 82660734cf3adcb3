import { describe, expect, it } from "vitest";
import { hasRents, rentOptions } from "@/pages/results/rents";

const plain = (label: string) => label.replace(/[\u00a0\u202f]/g, " ");
const source = (dataset: string) => ({
  dataset,
  title: dataset,
  producer: "Producteur",
  licence: "Licence Ouverte 2.0",
  vintage: "2025",
  url: "https://www.example.org/",
  sample: false,
});

describe("the ceilings of rents", () => {
  const labels = (...args: Parameters<typeof rentOptions>) =>
    rentOptions(...args).map(({ label }) => plain(label));

  it("say how many towns each would leave, none included", () => {
    expect(labels([8, 10, 12], { "10": 1250, "12": 1300 }, 10)).toEqual([
      "8 €/m² ou moins (0)",
      "10 €/m² ou moins (1 250)",
      "12 €/m² ou moins (1 300)",
    ]);
  });

  it("say nothing of towns until they are counted", () => {
    expect(labels([8, 10], undefined, null)).toEqual(["8 €/m² ou moins", "10 €/m² ou moins"]);
  });

  it("have the one of an address among them, which nobody counts", () => {
    expect(rentOptions([8, 10], {}, 9.5).map(({ value }) => value)).toEqual(["8", "9.5", "10"]);
    expect(labels([8, 10], { "10": 3 }, 9.5)[1]).toBe("9,5 €/m² ou moins");
  });
});

describe("a site without rents", () => {
  it("is told by the sources of its answers", () => {
    expect(hasRents([source("cities"), source("bassins")])).toBe(false);
    expect(hasRents([source("cities"), source("rents")])).toBe(true);
    expect(hasRents([source("typical-rents")])).toBe(true);
  });
});
