import { useLocation } from "wouter";
import { OccupationSearch } from "@/ui/OccupationSearch";
import { Page } from "@/ui/Page";
import { PlaceSearch } from "@/ui/PlaceSearch";
import { ButtonLink } from "@/ui/Button";
import { departementPath, regionPath, resultsPath, townPath } from "@/app/paths";
import { navigate } from "@/app/location";

/** Not only a refusal: what can be looked for from here. */
export default function NotFoundPage() {
  const [path] = useLocation();
  return (
    <Page title="Cette page n’existe pas" lead={`Aucune page ne correspond à l’adresse ${path}.`}>
      <div className="stack prose">
        <p>L’adresse est peut-être incomplète, ou la page a changé de nom. Que cherchiez-vous ?</p>
        <PlaceSearch
          label="Une ville, un département, une région"
          chosen=""
          onChange={(place) => {
            if (place?.kind === "city") navigate(townPath({ code_insee: place.code, name: place.name }));
            else if (place) navigate(place.kind === "region" ? regionPath(place) : departementPath(place));
          }}
        />
        <OccupationSearch
          label="Les villes où un métier recrute"
          rome={null}
          onChange={(rome) => rome && navigate(resultsPath({ codeRome: rome }))}
        />
        <p className="cluster">
          <ButtonLink to="/" icon="back">
            Accueil
          </ButtonLink>
          <ButtonLink to="/conseils-et-astuces">Guide de la mobilité</ButtonLink>
        </p>
      </div>
    </Page>
  );
}
