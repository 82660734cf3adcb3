import { Suspense, lazy, useEffect, useRef, useState } from "react";
import type { MapProps } from "@/map/LeafletMap";
import styles from "./Map.module.css";

const LeafletMap = lazy(() => import("@/map/LeafletMap"));

/** A map, loaded when it is about to be seen. It always has an equivalent list or table beside it. */
export function LazyMap(props: MapProps & { height?: "small" | "medium" | "tall" }) {
  const { height = "medium", ...map } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!frame.current) return undefined;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), {
      rootMargin: "200px",
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={frame} className={`${styles.frame} ${styles[height]}`}>
      {seen && (
        <Suspense fallback={null}>
          <LeafletMap {...map} />
        </Suspense>
      )}
    </div>
  );
}
