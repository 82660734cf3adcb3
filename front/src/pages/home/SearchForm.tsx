import { type FormEvent, useState } from "react";
import { usePlaceName } from "@/api/places";
import { navigate } from "@/app/location";
import { departementPath, regionPath, resultsPath, townPath } from "@/app/paths";
import { type PlaceCode, placeChanges, readPlace } from "@/state/place";
import { useUrlState } from "@/state/url";
import { ENVIRONMENTS } from "@/text/labels";
import { Button } from "@/ui/Button";
import { Chips } from "@/ui/Chips";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { type Place, PlaceSearch } from "@/ui/PlaceSearch";
import styles from "./SearchForm.module.css";

const ANYWHERE = "";

type Named = PlaceCode & { name: string };

/** Where the form leads: to the town that is named, else to the towns that fit. */
export function destination(rome: string | null, place: Named | null, environment: string): string {
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
  const { search, get, set } = useUrlState();
  const [picked, setPicked] = useState<Place | null>(null);
  const named = readPlace(search);
  const known = picked?.code === named?.code && picked?.kind === named?.kind ? picked : null;
  const name = usePlaceName(known ? null : named);
  const choose = (place: Place | null) => {
    setPicked(place);
    set(placeChanges(place), { replace: true });
  };
  const environment = ENVIRONMENTS.find(({ url }) => url === get("codeEnvironment"))?.url ?? ANYWHERE;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    navigate(destination(rome, known ?? (named && { ...named, name: name ?? "" }), environment));
  };
  return (
    <form role="search" aria-label="Trouver une ville" className={styles.form} onSubmit={submit}>
      <OccupationSearch label="Quel métier ?" rome={rome} eager onChange={onRome} />
      <PlaceSearch label="Où ? (facultatif)" chosen={known?.label ?? name ?? ""} eager onChange={choose} />
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
