import { useState } from "react";
import { useApi } from "@/api/client";
import { Combobox } from "@/ui/Combobox";
import { useDelayed } from "@/ui/useDelayed";
import { useOccupationLabel } from "@/api/occupations";

interface Props {
  label?: string;
  hint?: string;
  /** ROME code that is chosen */
  rome: string | null;
  eager?: boolean;
  onChange: (rome: string | null) => void;
}

/** A field for an occupation: 11,000 titles are suggested, a ROME code is chosen. */
export function OccupationSearch({ label = "Métier", hint, rome, eager = false, onChange }: Props) {
  const official = useOccupationLabel(rome) ?? "";
  const [picked, setPicked] = useState<{ rome: string; label: string } | null>(null);
  const chosen = picked && picked.rome === rome ? picked.label : official;
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(rome);
  if (seen !== rome) {
    setSeen(rome);
    setTyped(null);
  }
  const text = typed ?? chosen;
  const asked = useDelayed(text.trim(), 25);
  const enabled = asked.length > 0 && asked !== chosen;
  const query = useApi(
    "/api/v1/occupations/suggest",
    { query: { q: asked.replace(/\s+/g, " ").slice(0, 80) } },
    { enabled, keep: true },
  );
  const choices = (query.data?.items ?? []).map((item) => ({
    key: `${item.code_rome}-${item.title}`,
    label: item.title,
    detail: item.title === item.label ? item.code_rome : `${item.label} (${item.code_rome})`,
    rome: item.code_rome,
  }));
  return (
    <Combobox
      label={label}
      {...(hint ? { hint } : {})}
      icon="job"
      placeholder="Ex. : infirmière"
      value={chosen}
      text={text}
      onText={setTyped}
      choices={choices}
      pending={query.isFetching || asked !== text.trim()}
      failed={query.isError}
      eager={eager}
      none="Aucun métier ne correspond : essayez un autre mot."
      onChoose={(choice) => {
        setPicked({ rome: choice.rome, label: choice.label });
        setTyped(null);
        onChange(choice.rome);
      }}
      onClear={() => {
        setTyped(null);
        onChange(null);
      }}
    />
  );
}
