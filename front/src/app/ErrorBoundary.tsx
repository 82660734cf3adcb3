import { Component, type ReactNode } from "react";
import { Page } from "@/ui/Page";

/** A page that breaks says so, in the layout that stays, with what to do. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
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
