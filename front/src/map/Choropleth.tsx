import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { TENSION_WORDS } from "@/ui/Tension";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Choropleth.module.css";

export interface Shape {
  code: string;
  name: string;
  d: string;
}
interface Shapes {
  width: number;
  height: number;
  shapes: Shape[];
}
type Kind = "regions" | "departements";

const LOADS: Record<Kind, () => Promise<{ default: Shapes }>> = {
  regions: () => import("@/map/shapes/regions.json"),
  departements: () => import("@/map/shapes/departements.json"),
};

export function useShapes(kind: Kind): Shapes | undefined {
  return useQuery({
    queryKey: ["shapes", kind],
    queryFn: async () => (await LOADS[kind]()).default,
    staleTime: Infinity,
  }).data;
}

interface Props {
  kind: Kind;
  /** 1 to 5; undefined or null is unknown */
  level: (code: string) => number | null | undefined;
  to?: (shape: Shape) => string;
  /** the area that the rest of the page speaks about */
  current?: string | null;
}

/** A map of France coloured by tension. For the eyes only: a list or table with the same figures goes with it. */
export function Choropleth({ kind, level, to, current }: Props) {
  const map = useShapes(kind);
  const [pointed, setPointed] = useState<Shape | null>(null);
  if (!map) return <Skeleton height="block" label="Chargement de la carte" />;
  const drawn = [...map.shapes].sort((a, b) => Number(a.code === current) - Number(b.code === current));
  return (
    <div className={styles.map}>
      <svg viewBox={`0 0 ${map.width} ${map.height}`} aria-hidden="true" focusable="false">
        {drawn.map((shape) => {
          const path = (
            <path
              d={shape.d}
              data-level={level(shape.code) ?? "none"}
              data-current={shape.code === current}
              onPointerEnter={() => setPointed(shape)}
              onPointerLeave={() => setPointed(null)}
            />
          );
          return to ? (
            <Link key={shape.code} href={to(shape)} tabIndex={-1}>
              {path}
            </Link>
          ) : (
            <g key={shape.code}>{path}</g>
          );
        })}
      </svg>
      <p className={styles.pointed} aria-hidden="true">
        {pointed && (
          <>
            <strong>{pointed.name}</strong> : {describe(level(pointed.code))}
          </>
        )}
      </p>
    </div>
  );
}

export const describe = (level: number | null | undefined): string =>
  (level && TENSION_WORDS[level]?.short.toLowerCase()) || "non disponible";

export function TensionLegend() {
  return (
    <ul className={`plain ${styles.legend}`} aria-label="Légende">
      {[1, 2, 3, 4, 5].map((level) => (
        <li key={level}>
          <i data-level={level} />
          {TENSION_WORDS[level]?.short}
        </li>
      ))}
      <li>
        <i data-level="none" />
        Non disponible
      </li>
    </ul>
  );
}
