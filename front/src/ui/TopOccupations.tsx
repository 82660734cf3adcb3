import { Link } from "wouter";
import { useApi } from "@/api/client";
import { sentence } from "@/text/format";
import { Loaded } from "@/ui/Loaded";
import { Missing } from "@/ui/Missing";
import { Skeleton } from "@/ui/Skeleton";
import { Tension } from "@/ui/Tension";
import { TensionSource } from "@/ui/TensionSource";
import styles from "./TopOccupations.module.css";

interface Props {
  area: { bassin: string } | { departement: string } | { region: string };
  /** where an occupation leads */
  to: (rome: string) => string;
  /** the page has said already that such figures are of the sample */
  told?: boolean;
}

/** The occupations that recruit most in an area. */
export function TopOccupations({ area, to, told = false }: Props) {
  const query = useApi("/api/v1/tensions/top", { query: { ...area, limit: 10 } });
  return (
    <Loaded
      query={query}
      what="les métiers qui recrutent"
      skeleton={<Skeleton count={15} label="Chargement : les métiers qui recrutent" />}
      absent={<Missing />}
    >
      {(top) => (
        <>
          {top.items.length === 0 ? (
            <p>
              <Missing reason="Aucune tension n’est connue ici." />
            </p>
          ) : (
            <ol className={`plain ${styles.list}`}>
              {top.items.map((item) => (
                <li key={item.code_rome}>
                  <Link href={to(item.code_rome)}>{item.label ? sentence(item.label) : item.code_rome}</Link>
                  <Tension level={item.tension} short />
                </li>
              ))}
            </ol>
          )}
          <TensionSource tensions={top} badge={!told} />
        </>
      )}
    </Loaded>
  );
}
