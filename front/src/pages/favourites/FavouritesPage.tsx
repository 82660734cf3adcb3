import { Page } from "@/ui/Page";

export default function FavouritesPage() {
  return <Page title="Favourites">…</Page>;
}
