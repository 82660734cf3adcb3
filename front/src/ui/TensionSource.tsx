import type { Schemas } from "@/api/client";
import { SampleBadge } from "@/ui/SampleBadge";
import { SourceNote, findSource } from "@/ui/Sources";

/** Source and year of tensions, as they are told by the answer itself. */
export function TensionSource({
  tensions,
  badge = true,
}: {
  tensions: Pick<Schemas["OccupationTensions"], "sources" | "sample" | "year">;
  /** false: the page says elsewhere that they are of the sample */
  badge?: boolean;
}) {
  const source = findSource(tensions.sources, "tensions");
  return (
    <div className="cluster">
      {source && (
        <SourceNote source={tensions.year ? { ...source, vintage: String(tensions.year) } : source} />
      )}
      {badge && <SampleBadge sample={tensions.sample} />}
    </div>
  );
}
