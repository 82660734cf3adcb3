import { useSite } from "@/api/site";

/** Whom a visitor's browser asks: us, and a server of map tiles where there is one. */
export function PrivateLife() {
  const tiles = useSite().data?.tiles;
  return (
    <p>
      Le site ne demande ni compte ni coordonnées. Il ne dépose aucun cookie et ne vous suit pas. Les photos
      de Wikimedia Commons sont servies par nous, votre adresse ne leur est pas transmise.{" "}
      {tiles ? (
        <>
          Votre navigateur ne s’adresse qu’à un seul service tiers : les fonds de carte lui sont envoyés par{" "}
          <strong>{new URL(tiles.url).host}</strong> ({tiles.attribution}), qui connaît donc votre adresse IP
          et l’endroit que vous regardez.
        </>
      ) : (
        "Votre navigateur ne s’adresse à aucun service tiers."
      )}
    </p>
  );
}
