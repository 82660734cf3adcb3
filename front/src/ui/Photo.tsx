import { useState } from "react";
import type { Schemas } from "@/api/client";
import { Icon } from "@/ui/Icon";
import { inWidth, listWidths } from "@/ui/photoWidths";
import styles from "./Photo.module.css";

type Image = Schemas["PortraitImage"];

/** A photo of a town in a list: our own route, small; a drawn shape of the same size without one. */
export function Thumbnail({ photo, sizes = "12rem" }: { photo: string | null | undefined; sizes?: string }) {
  const [broken, setBroken] = useState(false);
  if (!photo || broken) {
    return (
      <span className={styles.none} aria-hidden="true">
        <Icon name="building" size={34} />
      </span>
    );
  }
  return (
    <img
      className={styles.thumbnail}
      src={inWidth(photo, 400)}
      srcSet={listWidths(photo, [250, 400, 800])}
      sizes={sizes}
      alt=""
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  );
}

/** A large photo with its credit, as its licence asks. */
export function Photo({ image, alt }: { image: Image; alt: string }) {
  const [broken, setBroken] = useState(false);
  if (broken) return <p className={styles.broken}>La photo n’a pas pu être chargée.</p>;
  return (
    <figure className={styles.photo}>
      <img
        src={inWidth(image.url, 800)}
        srcSet={listWidths(image.url, image.widths)}
        sizes="(min-width: 60rem) 40rem, 100vw"
        width={image.width ?? undefined}
        height={image.height ?? undefined}
        alt={alt}
        decoding="async"
        onError={() => setBroken(true)}
      />
      <figcaption>
        Photo :{" "}
        <a href={image.page_url} rel="noreferrer">
          {image.author ?? "auteur non indiqué"}
        </a>
        ,{" "}
        {image.licence_url ? (
          <a href={image.licence_url} rel="noreferrer license">
            {image.licence}
          </a>
        ) : (
          image.licence
        )}
      </figcaption>
    </figure>
  );
}
