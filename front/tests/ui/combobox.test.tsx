import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { Combobox } from "@/ui/Combobox";

afterEach(cleanup);
const CHOICES = ["Infirmier", "Ingénieur", "Inspecteur"].map((label) => ({ key: label, label }));

function Field({ choices = CHOICES }: { choices?: typeof CHOICES }) {
  const [text, setText] = useState("");
  const [value, setValue] = useState("");
  const choose = (label: string) => {
    setText(label);
    setValue(label);
  };
  return (
    <>
      <Combobox
        label="Métier"
        value={value}
        text={text}
        onText={setText}
        choices={choices}
        pending={false}
        onChoose={(choice) => choose(choice.label)}
        onClear={() => setValue("")}
        none="Aucun métier"
      />
      <output>{value}</output>
    </>
  );
}

async function typed(text: string, choices = CHOICES) {
  render(<Field choices={choices} />);
  const field = screen.getByRole("combobox", { name: "Métier" });
  await userEvent.type(field, text);
  return field;
}
const chosen = () => screen.getAllByRole("status").find((one) => one.tagName === "OUTPUT")?.textContent;

describe("a combobox", () => {
  it("opens with the first letter and says how many it suggests", async () => {
    const field = await typed("i");
    expect(field.getAttribute("aria-expanded")).toBe("true");
    expect(screen.getByText(/3 suggestions/)).toBeTruthy();
  });
  it("is walked through with arrows, both ways, round its ends", async () => {
    const field = await typed("i{ArrowDown}{ArrowUp}");
    const active = document.getElementById(field.getAttribute("aria-activedescendant") ?? "");
    expect(active?.textContent).toBe("Inspecteur");
    expect(active?.getAttribute("aria-selected")).toBe("true");
  });
  it("takes what is active with Enter, the first one when none is", async () => {
    await typed("i{ArrowDown}{ArrowDown}{Enter}");
    expect(chosen()).toBe("Ingénieur");
    cleanup();
    await typed("i{Enter}");
    expect(chosen()).toBe("Infirmier");
  });
  it("closes with Escape and gives back what was chosen", async () => {
    const field = await typed("i{Enter}");
    await userEvent.type(field, "x{Escape}");
    expect(field.getAttribute("aria-expanded")).toBe("false");
    expect((field as HTMLInputElement).value).toBe("Infirmier");
  });
  it("is emptied with one button", async () => {
    const field = await typed("i{Enter}");
    await userEvent.click(screen.getByRole("button", { name: /Effacer/ }));
    expect([(field as HTMLInputElement).value, chosen()]).toEqual(["", ""]);
  });
  it("says when it has nothing to suggest", async () => {
    await typed("zz", []);
    expect(screen.getAllByText("Aucun métier").length).toBeGreaterThan(0);
  });
});
