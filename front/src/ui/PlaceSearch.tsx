import { useState } from "react";
import { type Schemas, useApi } from "@/api/client";
import { Combobox } from "@/ui/Combobox";
import { useDelayed } from "@/ui/useDelayed";

export type Place = Schemas["PlaceSuggestion"];
interface Props {
  label?: string;
  hint?: string;
  /** the text of the place that is chosen */
  chosen: string;
  kinds?: readonly Place["kind"][];
  eager?: boolean;
  onChange: (place: Place | null) => void;
}

const KINDS = { city: "Ville", departement: "Département", region: "Région" } as const;

/** A field for a town, a departement or a region, by name or postal code. */
export function PlaceSearch({
  label = "Lieu",
  hint,
  chosen,
  kinds = ["city", "departement", "region"],
  eager = false,
  onChange,
}: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(chosen);
  if (seen !== chosen) {
    setSeen(chosen);
    setTyped(null);
  }
  const text = typed ?? chosen;
  const asked = useDelayed(text.trim(), 25);
  const enabled = asked.length > 0 && asked !== chosen;
  const query = useApi("/api/v1/suggest", { query: { q: asked.slice(0, 80) } }, { enabled, keep: true });
  const choices = (query.data?.items ?? [])
    .filter((place) => kinds.includes(place.kind))
    .map((place) => ({
      key: `${place.kind}-${place.code}`,
      label: place.label,
      detail: KINDS[place.kind],
      place,
    }));
  return (
    <Combobox
      label={label}
      {...(hint ? { hint } : {})}
      icon="pin"
      placeholder={kinds.length === 1 ? "Nom ou code postal" : "Ville, département…"}
      value={chosen}
      text={text}
      onText={setTyped}
      choices={choices}
      pending={query.isFetching || asked !== text.trim()}
      failed={query.isError}
      eager={eager}
      none="Aucun lieu ne correspond : vérifiez l’orthographe ou essayez un code postal."
      onChoose={(choice) => {
        setTyped(null);
        onChange(choice.place);
      }}
      onClear={() => {
        setTyped(null);
        onChange(null);
      }}
    />
  );
}
