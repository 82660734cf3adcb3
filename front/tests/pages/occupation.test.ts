import { describe, expect, it } from "vitest";
import { sorted } from "@/pages/occupation/DepartementTable";

const row = (name: string, tension: number | null, offers: number | null) => ({
  name,
  tension,
  offers,
  job_seekers: null,
});
const ROWS = [row("Yonne", null, 3), row("Éure", 5, null), row("Ain", 5, 10)];

describe("the table of departements", () => {
  it("puts the best chances first, what is not known last", () => {
    expect(sorted(ROWS, "tension").map(({ name }) => name)).toEqual(["Ain", "Éure", "Yonne"]);
  });
  it("sorts names as French has them", () => {
    expect(sorted(ROWS, "name").map(({ name }) => name)).toEqual(["Ain", "Éure", "Yonne"]);
  });
  it("sorts by a figure", () =>
    expect(sorted(ROWS, "offers").map(({ name }) => name)).toEqual(["Ain", "Yonne", "Éure"]));
});
