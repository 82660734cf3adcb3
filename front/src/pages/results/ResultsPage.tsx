import { Page } from "@/ui/Page";

export default function ResultsPage() {
  return <Page title="Results">…</Page>;
}
