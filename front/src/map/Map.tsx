import { lazy } from "react";
import { patiently } from "@/app/patiently";
import type { MapProps } from "@/map/LeafletMap";
import { useSeen } from "@/map/useSeen";
import { Part } from "@/ui/Part";
import styles from "./Map.module.css";

const LeafletMap = lazy(() => patiently(() => import("@/map/LeafletMap")));

/** A map, loaded when it is about to be seen. It always has an equivalent list or table beside it. */
export function LazyMap(props: MapProps & { height?: "small" | "medium" | "tall" }) {
  const { height = "medium", ...map } = props;
  const { ref, seen } = useSeen();
  return (
    <div ref={ref} className={`${styles.frame} ${styles[height]}`}>
      {seen && (
        <Part what="la carte" skeleton={null}>
          <LeafletMap {...map} />
        </Part>
      )}
    </div>
  );
}
