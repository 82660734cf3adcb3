import { useId, useState } from "react";
import { useApi } from "@/api/client";
import { NET_SHARE, affordableRent, areaFor, budgetFor, readAmount } from "@/pages/town/simulator";
import { tidyPeriod } from "@/pages/town/MarketPart";
import type { Sheet } from "@/pages/town/TownFrame";
import { useUrlState } from "@/state/url";
import { euros, rentM2, share, squareMetres } from "@/text/format";
import { Chips } from "@/ui/Chips";
import { Missing } from "@/ui/Missing";
import { SourceNote, findSource } from "@/ui/Sources";
import styles from "./Simulator.module.css";

interface Props {
  town: Sheet;
  rome: string | null;
  /** euros per m² and month */
  rent: number | null;
  /** euros per m² */
  price: number | null;
}

const MOST_EUROS = 9_999_999;
const MOST_M2 = 9_999;

/** Budget to m², m² to budget, and what the pay of the occupation affords. Its state is in the address. */
export function Simulator({ town, rome, rent, price }: Props) {
  const { get, set } = useUrlState();
  const buying = get("achat") === "1";
  const perM2 = buying ? price : rent;
  const budget = readAmount(get("budget"), MOST_EUROS);
  const area = readAmount(get("surface"), MOST_M2);
  if (rent === null && price === null) return null;
  const change = (name: string, text: string) =>
    set({ [name]: readAmount(text, MOST_EUROS) }, { replace: true });
  return (
    <section aria-labelledby="simulateur" className={`no-print ${styles.simulator}`}>
      <h3 id="simulateur">Combien pour combien ?</h3>
      <Chips
        legend="Vous souhaitez"
        options={[
          { value: "", label: "Louer", disabled: rent === null },
          { value: "1", label: "Acheter", disabled: price === null },
        ]}
        chosen={[buying ? "1" : ""]}
        onChange={([achat]) => set({ achat, budget: null }, { replace: true })}
      />
      {perM2 === null ? (
        <Missing reason="Le prix au m² n’est pas connu ici." />
      ) : (
        <div className={styles.lines}>
          <Line
            label={buying ? "Budget, en euros" : "Budget par mois, en euros"}
            value={budget}
            onChange={(text) => change("budget", text)}
            result={squareMetres(areaFor(budget, perM2))}
          />
          <Line
            label="Surface, en m²"
            value={area}
            onChange={(text) => change("surface", text)}
            result={euros(budgetFor(area, perM2))}
          />
          <PerM2 town={town} buying={buying} perM2={perM2} />
        </div>
      )}
      {rome && !buying && <WithLocalPay town={town} rome={rome} rent={rent} />}
    </section>
  );
}

/** "Sur la base d’un loyer de 12,3 €/m², charges comprises (ANIL, 2025)." */
function PerM2({ town, buying, perM2 }: { town: Sheet; buying: boolean; perM2: number }) {
  const mapped = Boolean(town.housing?.rents.length);
  const rented = findSource(town.sources, mapped ? "rents" : "typical-rents");
  const ofDepartement = town.housing?.price?.level === "departement";
  const sold = findSource(town.sources, ofDepartement ? "departements" : "prices");
  const source = buying ? sold : rented;
  return (
    <p className="small">
      {buying
        ? `Sur la base d’un prix de vente de ${euros(perM2)}/m²${ofDepartement ? ", moyenne du département" : ""}. `
        : `Sur la base d’un loyer de ${rentM2(perM2)} par mois${mapped ? ", charges comprises" : ""}. `}
      {source && <SourceNote source={source} />}
    </p>
  );
}

interface LineProps {
  label: string;
  value: number | null;
  onChange: (text: string) => void;
  result: string | null;
}

function Line({ label, value, onChange, result }: LineProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const shown = readAmount(typed, MOST_EUROS) === value ? typed : String(value ?? "").replace(".", ",");
  return (
    <p className={styles.line}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
      />
      <output htmlFor={id}>{result ? `≈ ${result}` : ""}</output>
    </p>
  );
}

/** A third of the net pay, in m². */
function WithLocalPay({ town, rome, rent }: { town: Sheet; rome: string; rent: number | null }) {
  const query = useApi("/api/v1/labour-market", { query: { rome, city: town.code_insee } });
  const pay = query.data?.pay;
  const gross = pay?.value?.mean ?? pay?.value?.low ?? null;
  const affordable = affordableRent(gross);
  const area = areaFor(affordable, rent);
  if (!affordable || !area || !pay?.origin) return null;
  const { source, period, territory } = pay.origin;
  return (
    <p className="small">
      Avec le salaire de ce métier ici ({euros(gross)} brut par mois ; {source.producer},{" "}
      {tidyPeriod(period.label) ?? period.code}, {territory.name ?? territory.code}), un loyer d’un tiers du
      salaire net serait de {euros(affordable)} : environ <strong>{squareMetres(area)}</strong>. Le net est
      estimé à {share(NET_SHARE)} du brut.
    </p>
  );
}
