import { Link } from "wouter";
import type { Schemas } from "@/api/client";
import { useRegionNames } from "@/api/regions";
import { resultsPath } from "@/app/paths";
import { Tension } from "@/ui/Tension";
import styles from "./RegionItem.module.css";

interface Props {
  region: Schemas["AreaTension"];
  rome: string;
}

/** A region in a list: how hard the occupation recruits there, and the way to its towns. */
export function RegionItem({ region, rome }: Props) {
  const name = useRegionNames().get(region.code) ?? region.code;
  return (
    <li className={styles.item}>
      <Link href={resultsPath({ codeRome: rome, codeRegion: region.code })}>{name}</Link>
      <Tension level={region.tension} short />
    </li>
  );
}
