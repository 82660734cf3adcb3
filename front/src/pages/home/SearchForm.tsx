import { type FormEvent, useState } from "react";
import { navigate } from "@/app/location";
import { departementPath, regionPath, resultsPath, townPath } from "@/app/paths";
import { useUrlState } from "@/state/url";
import { ENVIRONMENTS } from "@/text/labels";
import { Button } from "@/ui/Button";
import { Chips } from "@/ui/Chips";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { type Place, PlaceSearch } from "@/ui/PlaceSearch";
import styles from "./SearchForm.module.css";

const ANYWHERE = "";

/** Where the form leads: to the town that is named, else to the towns that fit. */
export function destination(rome: string | null, place: Place | null, environment: string): string {
  if (place?.kind === "city") return townPath({ code_insee: place.code, name: place.name }, rome);
  if (place && !rome && !environment)
    return place.kind === "region" ? regionPath(place) : departementPath(place);
  return resultsPath({
    codeRome: rome,
    codeRegion: place?.kind === "region" ? place.code : null,
    codeDepartement: place?.kind === "departement" ? place.code : null,
    codeEnvironment: environment,
  });
}

interface Props {
  rome: string | null;
  onRome: (rome: string | null) => void;
}

export function SearchForm({ rome, onRome }: Props) {
  const [place, setPlace] = useState<Place | null>(null);
  const { get, set } = useUrlState();
  const environment = ENVIRONMENTS.find(({ url }) => url === get("codeEnvironment"))?.url ?? ANYWHERE;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    navigate(destination(rome, place, environment));
  };
  return (
    <form role="search" aria-label="Trouver une ville" className={styles.form} onSubmit={submit}>
      <OccupationSearch label="Quel métier ?" rome={rome} eager onChange={onRome} />
      <PlaceSearch label="Où ? (facultatif)" chosen={place?.label ?? ""} eager onChange={setPlace} />
      <Chips
        legend="Dans quel environnement ?"
        options={[
          { value: ANYWHERE, label: "Peu importe" },
          ...ENVIRONMENTS.map(({ url, label }) => ({ value: url, label })),
        ]}
        chosen={[environment]}
        onChange={([value]) => set({ codeEnvironment: value }, { replace: true })}
      />
      <Button type="submit" variant="primary" icon="search">
        Voir les villes
      </Button>
    </form>
  );
}
