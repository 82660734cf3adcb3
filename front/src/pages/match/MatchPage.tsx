import { Page } from "@/ui/Page";

export default function MatchPage() {
  return <Page title="Match">…</Page>;
}
