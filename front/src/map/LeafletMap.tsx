import "leaflet/dist/leaflet.css";
import "./leaflet.css";
import type { FeatureCollection } from "geojson";
import L from "leaflet";
import { useEffect, useRef } from "react";
import { useSite } from "@/api/site";
import { navigate } from "@/app/location";
import { METROPOLE, framed } from "@/map/frame";

export interface MapPoint {
  key: string;
  latitude: number;
  longitude: number;
  label: string;
  /** where a click leads */
  to?: string;
  /** 1 to 5: its colour */
  level?: number | null;
  highlighted?: boolean;
}
export interface MapProps {
  /** what the map shows, for those who do not see it */
  label: string;
  points?: readonly MapPoint[];
  outlines?: FeatureCollection | undefined;
  /** what is shown at first; else everything */
  fit?: "points" | "metropole";
  onPoint?: (key: string | null) => void;
}

const colour = (level: number | null | undefined) => `var(--tension-${level ?? "none"})`;

/** Outlines are the ground of the map; above tiles they are lines. */
const GROUND: L.PathOptions = {
  color: "var(--surface)",
  weight: 1,
  fillColor: "var(--tension-none)",
  fillOpacity: 1,
};
const LINES: L.PathOptions = { color: "var(--line-strong)", weight: 1, fill: false };

/**
 * Outlines and points of our own on Leaflet, above the tiles of the operator's server when there is one.
 * Colours come from the tokens, so both themes work.
 */
export default function LeafletMap({ label, points, outlines, fit = "metropole", onPoint }: MapProps) {
  const element = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
  const tiles = useSite().data?.tiles ?? null;
  const bounds = JSON.stringify(framed(points ?? []).map((point) => [point.latitude, point.longitude]));

  useEffect(() => {
    if (!element.current) return undefined;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const created = L.map(element.current, {
      attributionControl: false,
      zoomSnap: 0.25,
      scrollWheelZoom: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
      maxZoom: 12,
    });
    created.zoomControl.remove();
    L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(created);
    created.fitBounds(METROPOLE);
    map.current = created;
    const resized = new ResizeObserver(() => created.invalidateSize());
    resized.observe(element.current);
    return () => {
      resized.disconnect();
      created.remove();
      map.current = null;
    };
  }, []);

  useEffect(() => {
    if (!map.current || !tiles) return undefined;
    const layer = L.tileLayer(tiles.url).addTo(map.current);
    return () => void layer.remove();
  }, [tiles]);

  useEffect(() => {
    if (!map.current || !outlines) return undefined;
    const style = tiles ? LINES : GROUND;
    const layer = L.geoJSON(outlines, { style, interactive: false }).addTo(map.current);
    layer.bringToBack();
    return () => void layer.remove();
  }, [outlines, tiles]);

  useEffect(() => {
    if (!map.current || !points) return undefined;
    const layer = L.layerGroup(points.map((point) => marker(point, onPoint))).addTo(map.current);
    return () => void layer.remove();
  }, [points, onPoint]);

  useEffect(() => {
    const places = JSON.parse(bounds) as [number, number][];
    if (fit !== "points" || !places.length) return;
    map.current?.fitBounds(L.latLngBounds(places), { padding: [32, 32], maxZoom: 9, animate: false });
  }, [bounds, fit]);

  return (
    <>
      <div ref={element} role="application" aria-label={label} className="map" />
      {tiles && <p className="map-credit">{tiles.attribution}</p>}
    </>
  );
}

function marker(point: MapPoint, onPoint: MapProps["onPoint"]): L.CircleMarker {
  const shape = L.circleMarker([point.latitude, point.longitude], {
    radius: point.highlighted ? 11 : 7,
    color: point.highlighted ? "var(--accent)" : "var(--point-line)",
    weight: point.highlighted ? 3 : 1.5,
    fillColor: point.level === undefined ? "var(--brand)" : colour(point.level),
    fillOpacity: 1,
  });
  shape.bindTooltip(point.label, point.highlighted ? { permanent: true, direction: "top" } : {});
  const { to } = point;
  if (to) shape.on("click", () => navigate(to));
  shape.on("mouseover", () => onPoint?.(point.key)).on("mouseout", () => onPoint?.(null));
  return shape;
}
