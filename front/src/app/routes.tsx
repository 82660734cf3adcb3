import { type ComponentType, lazy } from "react";
import { patiently } from "@/app/patiently";
import { HomePage } from "@/pages/home/HomePage";

export interface RouteProps {
  params: Record<string, string | undefined>;
}
type Page = ComponentType<RouteProps>;
type Load = () => Promise<{ default: Page }>;

const loads: Load[] = [];
function later(load: Load): Page {
  loads.push(load);
  return lazy(() => patiently(load));
}

/** Loads the other pages' code while nothing else happens, so that following a link waits for data only. */
export function preloadPages(): void {
  for (const load of loads) load().catch(() => undefined);
}

const Results = later(() => import("@/pages/results/ResultsPage"));
const Match = later(() => import("@/pages/match/MatchPage"));
const Compare = later(() => import("@/pages/compare/ComparePage"));
const Favourites = later(() => import("@/pages/favourites/FavouritesPage"));
const Occupation = later(() => import("@/pages/occupation/OccupationPage"));
const Town = later(() => import("@/pages/town/TownPage"));
const TownJobs = later(() => import("@/pages/town/TownJobsPage"));
const TownServices = later(() => import("@/pages/town/TownServicesPage"));
const TownNearby = later(() => import("@/pages/town/TownNearbyPage"));
const Offers = later(() => import("@/pages/offers/OffersPage"));
const Offer = later(() => import("@/pages/offers/OfferPage"));
const Region = later(() => import("@/pages/areas/RegionPage"));
const Departement = later(() => import("@/pages/areas/DepartementPage"));
const Helps = later(() => import("@/pages/helps/HelpsPage"));
const Help = later(() => import("@/pages/helps/HelpPage"));
const Guide = later(() => import("@/pages/guide/GuidePage"));
const GuideStep = later(() => import("@/pages/guide/GuideStepPage"));
const Faq = later(() => import("@/pages/faq/FaqPage"));
const Legal = later(() => import("@/pages/legal/LegalPage"));
const Accessibility = later(() => import("@/pages/accessibility/AccessibilityPage"));
export const NotFound = later(() => import("@/pages/errors/NotFoundPage"));

/** Table of contents: address, page. The first that fits wins. */
export const ROUTES: readonly [string, Page][] = [
  ["/", HomePage],
  ["/villes", Results],
  ["/rechercher", Match],
  ["/comparer", Compare],
  ["/favoris", Favourites],
  ["/metier/:rome", Occupation],
  ["/ville/:town", Town],
  ["/ville/:town/metier", TownJobs],
  ["/ville/:town/services", TownServices],
  ["/ville/:town/proches", TownNearby],
  ["/offres", Offers],
  ["/offres/:id", Offer],
  ["/region/:region", Region],
  ["/departement/:departement", Departement],
  ["/aides", Helps],
  ["/aides/:slug", Help],
  ["/conseils-et-astuces", Guide],
  ["/conseils-et-astuces/:step", GuideStep],
  ["/faq", Faq],
  ["/mentions-legales", Legal],
  ["/accessibilite", Accessibility],
];

/** Addresses of before, with their parameters kept; the gateway answers 301, this is for links inside. */
export const MOVED: readonly [RegExp, string][] = [
  [/^\/cities\/?$/, "/villes"],
  [/^\/city\/([^/]+)\/job$/, "/ville/$1/metier"],
  [/^\/city\/([^/]+)\/life$/, "/ville/$1/services"],
  [/^\/city\/([^/]+)$/, "/ville/$1"],
  [/^\/ville\/([^/]+)\/villes-proches$/, "/ville/$1/proches"],
  [/^\/accessibility$/, "/accessibilite"],
  [/^\/mobility-guide$/, "/conseils-et-astuces"],
  [/^\/aides-(?:filtres|filters|recherche|search)$/, "/aides"],
  [/^\/legal$/, "/mentions-legales"],
];
