import { Component, type ReactNode, Suspense } from "react";
import { Icon } from "@/ui/Icon";

interface Props {
  /** with its article: "la carte" */
  what: string;
  skeleton: ReactNode;
  children: ReactNode;
}

/** A part of a page whose code comes later. Should it not come, the page stays and says what is missing. */
export class Part extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return <Suspense fallback={this.props.skeleton}>{this.props.children}</Suspense>;
    return (
      <p className="muted small">
        <Icon name="warning" size={16} /> Nous n’avons pas pu télécharger {this.props.what}. Le reste de la
        page reste utilisable ; rechargez-la pour réessayer.
      </p>
    );
  }
}
