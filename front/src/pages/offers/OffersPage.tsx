import { useMemo } from "react";
import { type Schemas, useApi } from "@/api/client";
import { useOccupationLabel } from "@/api/occupations";
import { departementPath, offersPath, regionPath, resultsPath, townPath } from "@/app/paths";
import { OfferCard } from "@/pages/offers/OfferCard";
import { OfferFilters } from "@/pages/offers/OfferFilters";
import { OfferLicence } from "@/pages/offers/OfferLicence";
import { type OfferSearch, PER_PAGE, apiQueryOf, readOfferSearch } from "@/state/offerSearch";
import { changed, useUrlState } from "@/state/url";
import { plural } from "@/text/format";
import { Button, ButtonLink } from "@/ui/Button";
import { Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { Pagination } from "@/ui/Pagination";
import { SampleBadge } from "@/ui/SampleBadge";
import { Select } from "@/ui/Select";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./Offers.module.css";

const MOST_REACHABLE = 3150;

/** Offers of an occupation in a place; either alone is enough. */
export default function OffersPage() {
  const { search: parameters, set } = useUrlState();
  const search = useMemo(() => readOfferSearch(parameters), [parameters]);
  const label = useOccupationLabel(search.rome);
  const place = usePlace(search);
  const query = useApi("/api/v1/offers", { query: apiQueryOf(search) }, { keep: true });
  const title = [label ?? "Offres d’emploi", place?.name].filter(Boolean).join(" – ");
  return (
    <Page
      title={title === "Offres d’emploi" ? title : `Offres : ${title}`}
      lead="Les offres de France Travail et de ses partenaires, telles qu’elles sont publiées."
      {...(place && { crumbs: [{ label: place.name, to: place.to }] })}
    >
      <OfferFilters search={search} place={place?.name ?? ""} facets={query.data?.facets} set={set} />
      <Loaded
        query={query}
        what="les offres"
        skeleton={<Skeleton height="card" count={8} pairs label="Chargement : les offres" />}
      >
        {(page) => (
          <div aria-busy={query.isFetching} className={query.isPlaceholderData ? styles.waiting : undefined}>
            <SampleBadge sandbox={page.sandbox} />
            <Found page={page} search={search} />
            <OfferLicence answer={page} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function usePlace(search: OfferSearch): { name: string; to: string } | null {
  const { town, departement, region } = search;
  const city = useApi(
    "/api/v1/cities/{code_insee}",
    { path: { code_insee: town ?? "" } },
    { enabled: Boolean(town) },
  );
  const areaOf = useApi(
    "/api/v1/departements/{code}",
    { path: { code: departement ?? "" } },
    { enabled: Boolean(departement) },
  );
  const regionOf = useApi(
    "/api/v1/regions/{code}",
    { path: { code: region ?? "" } },
    { enabled: Boolean(region) },
  );
  if (town) return city.data ? { name: city.data.name, to: townPath(city.data, search.rome) } : null;
  if (departement && areaOf.data)
    return { name: areaOf.data.name, to: departementPath(areaOf.data, search.rome) };
  if (region && regionOf.data)
    return { name: regionOf.data.name, to: regionPath(regionOf.data, search.rome) };
  return null;
}

function Found({ page, search }: { page: Schemas["OfferPage"]; search: OfferSearch }) {
  const { set } = useUrlState();
  const total = `${page.total_exact ? "" : "Environ "}${plural(page.total, "offre")}`;
  const pages = Math.ceil(Math.min(page.total, MOST_REACHABLE) / PER_PAGE);
  return (
    <section aria-labelledby="found" className={styles.found}>
      <div className={styles.head}>
        <h2 id="found">{total}</h2>
        <p role="status" className="visually-hidden">
          {total}
        </p>
        <Select
          label="Trier par"
          inline
          value={search.sort}
          options={[
            { value: "relevance", label: "Pertinence" },
            { value: "date", label: "Date" },
            ...(search.town ? [{ value: "distance", label: "Distance" }] : []),
          ]}
          onChange={(tri) => set({ tri, page: null })}
        />
      </div>
      {page.items.length === 0 && <NoOffers search={search} />}
      <ul className={`plain ${styles.list}`}>
        {page.items.map((offer) => (
          <OfferCard key={offer.id} offer={offer} town={search.town} />
        ))}
      </ul>
      <Pagination
        page={search.page}
        pages={pages}
        label="Pages des offres"
        to={(to) => `/offres?${changed(location.search, { page: to })}`}
      />
    </section>
  );
}

/** No dead end: wider around the town, fewer filters, other towns. */
function NoOffers({ search }: { search: OfferSearch }) {
  const { set } = useUrlState();
  return (
    <div className="stack">
      <p>Aucune offre ne répond à tous ces choix en ce moment.</p>
      <p className="cluster">
        {search.town && search.distance < 50 && (
          <Button icon="map" onClick={() => set({ rayon: 50, page: null })}>
            Chercher à 50 km
          </Button>
        )}
        <ButtonLink
          to={offersPath({
            codeRome: search.rome,
            ville: search.town,
            codeDepartement: search.departement,
            codeRegion: search.region,
          })}
          icon="filter"
        >
          Retirer les filtres
        </ButtonLink>
        {search.rome && (
          <ButtonLink to={resultsPath({ codeRome: search.rome })} icon="search">
            Les villes où ce métier recrute
          </ButtonLink>
        )}
      </p>
    </div>
  );
}
