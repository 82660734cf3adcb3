import { Component, type ReactNode } from "react";
import { reloadOnce } from "@/app/reloadOnce";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeleton";

interface State {
  broken: "reloading" | "for good" | null;
}

/** A page that breaks says so, in the layout that stays, with what to do. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { broken: null };

  static getDerivedStateFromError(error: unknown): State {
    return { broken: reloadOnce(error) ? "reloading" : "for good" };
  }

  override render() {
    if (this.state.broken === "reloading") return <PageSkeleton />;
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  return (
    <Page
      title="Cette page ne s’affiche pas"
      lead="Une erreur est survenue dans votre navigateur, ou la page n’a pas pu être téléchargée."
    >
      <div className="prose">
        <p>
          <a href={location.pathname + location.search}>Recharger la page</a> suffit le plus souvent. Sinon,{" "}
          <a href="/">revenez à l’accueil</a> : vos favoris sont conservés sur cet appareil.
        </p>
      </div>
    </Page>
  );
}
