import type { RouteProps } from "@/app/routes";
import { ClimatePart } from "@/pages/town/ClimatePart";
import { ServicesPart } from "@/pages/town/ServicesPart";
import { TownFrame } from "@/pages/town/TownFrame";
import { WherePart } from "@/pages/town/WherePart";

/** Living in a town: services beside towns of its size, climate, where it is. */
export default function TownServicesPage({ params }: RouteProps) {
  return (
    <TownFrame params={params} section="services">
      {(town, rome) => (
        <>
          <ServicesPart town={town} />
          <ClimatePart town={town} />
          <WherePart town={town} rome={rome} />
        </>
      )}
    </TownFrame>
  );
}
