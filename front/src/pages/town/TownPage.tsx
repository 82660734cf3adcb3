import type { RouteProps } from "@/app/routes";
import { townPath } from "@/app/paths";
import { ClimatePart } from "@/pages/town/ClimatePart";
import { HousingPart } from "@/pages/town/HousingPart";
import { HelpsPart } from "@/pages/town/HelpsPart";
import { JobsInBrief } from "@/pages/town/JobsInBrief";
import { ServicesBrief } from "@/pages/town/ServicesPart";
import { type Sheet, TownFrame } from "@/pages/town/TownFrame";
import { UnknownParts } from "@/pages/town/UnknownParts";
import { unknownParts } from "@/pages/town/unknown";
import { WherePart } from "@/pages/town/WherePart";
import { ButtonLink } from "@/ui/Button";
import { Portrait } from "@/ui/Portrait";

/** A town at a glance: what it looks like, its chances of work, what housing costs, where it is. */
export default function TownPage({ params }: RouteProps) {
  return <TownFrame params={params}>{(town, rome) => <AtAGlance town={town} rome={rome} />}</TownFrame>;
}

function AtAGlance({ town, rome }: { town: Sheet; rome: string | null }) {
  const unknown = unknownParts(town);
  return (
    <>
      <Portrait name={town.name} portrait={town.portrait} missing={town.portrait_missing} />
      <JobsInBrief town={town} rome={rome} />
      {!unknown.includes("housing") && <HousingPart town={town} rome={rome} />}
      {!unknown.includes("climate") && <ClimatePart town={town} />}
      {!unknown.includes("equipment") && <ServicesBrief town={town} rome={rome} />}
      <WherePart town={town} rome={rome} />
      <UnknownParts town={town} parts={unknown} />
      <HelpsPart />
      <p className="cluster no-print">
        <ButtonLink to={townPath(town, rome, "proches")} icon="map">
          Villes proches et semblables
        </ButtonLink>
      </p>
    </>
  );
}
