import type { Schemas } from "@/api/client";
import { SampleBadge } from "@/ui/SampleBadge";
import { SourceNote, findSource } from "@/ui/Sources";

/** Source and year of tensions, as they are told by the answer itself. */
export function TensionSource({
  tensions,
}: {
  tensions: Pick<Schemas["OccupationTensions"], "sources" | "sample" | "year">;
}) {
  const source = findSource(tensions.sources, "tensions");
  return (
    <div className="cluster">
      {source && (
        <SourceNote source={tensions.year ? { ...source, vintage: String(tensions.year) } : source} />
      )}
      <SampleBadge sample={tensions.sample} />
    </div>
  );
}
