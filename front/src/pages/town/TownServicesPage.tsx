import type { RouteProps } from "@/app/routes";
import { ClimatePart } from "@/pages/town/ClimatePart";
import { ServicesPart } from "@/pages/town/ServicesPart";
import { type Sheet, TownFrame } from "@/pages/town/TownFrame";
import { UnknownParts } from "@/pages/town/UnknownParts";
import { unknownParts } from "@/pages/town/unknown";
import { WherePart } from "@/pages/town/WherePart";

/** Living in a town: services beside towns of its size, climate, where it is. */
export default function TownServicesPage({ params }: RouteProps) {
  return (
    <TownFrame params={params} section="services">
      {(town, rome) => (
        <Living town={town} rome={rome} unknown={unknownParts(town, ["climate", "equipment"])} />
      )}
    </TownFrame>
  );
}

interface Props {
  town: Sheet;
  rome: string | null;
  unknown: ReturnType<typeof unknownParts>;
}

function Living({ town, rome, unknown }: Props) {
  return (
    <>
      {!unknown.includes("equipment") && <ServicesPart town={town} />}
      {!unknown.includes("climate") && <ClimatePart town={town} />}
      <WherePart town={town} rome={rome} />
      <UnknownParts town={town} parts={unknown} />
    </>
  );
}
