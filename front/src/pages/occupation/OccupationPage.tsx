import { Page } from "@/ui/Page";

export default function OccupationPage() {
  return <Page title="Occupation">…</Page>;
}
