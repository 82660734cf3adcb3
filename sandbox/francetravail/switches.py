"""Everything about the stand-in's behaviour that a test can change while it runs."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Rate(BaseModel):
    """A token bucket: `replenish` calls per second, `burst` at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    replenish: float = Field(gt=0)
    burst: int = Field(ge=1)


class Switches(BaseModel):
    """The defaults are what the public documents and measurements say of the real APIs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token_ttl: float = Field(default=1499, gt=0, description="seconds that a token lives")
    latency_ms: dict[str, int] = Field(default={}, description="before each answer, by API or `*`")
    rates: dict[str, Rate] = Field(default={}, description="per client, by API or `*`")
    default_rate: Rate = Field(
        default=Rate(replenish=100, burst=100), description="of an API, for all clients"
    )
    retry_after: Literal["present", "absent", "long"] = "present"
    unknown_path: Literal[403, 404] = Field(default=403, description="under the root of an API")
    unsubscribed: list[str] = Field(default=[], description="APIs that the application has no right to")
    unsubscribed_answer: Literal["invalid_scope", "403"] = Field(
        default="invalid_scope", description="how it is told: by the token endpoint, or by each call"
    )
    infotravail: Literal["retired", "alive"] = "retired"

    always_206: bool = False
    drop_content_range: bool = False
    drop_filtres: bool = False
    global_city_codes: Literal["accept", "reject400"] = "accept"
    origine_default: Literal["all", "only1"] = "all"
    unknown_params: Literal["ignore", "reject"] = "ignore"
    creation_dates: Literal["utc", "paris"] = Field(
        default="utc", description="how min/maxCreationDate are read"
    )
    quote_spaces: Literal["normal", "nbsp"] = Field(default="normal", description="inside « » in messages")
    search_step_seconds: float = Field(default=0, description="the offers move on so much after each search")
    withdrawn_ids: list[str] = Field(default=[], description="offers that a search lists and a detail denies")

    xml_without_accept: bool = True
    no_data_face: Literal["200", "400", "500", "status404msg", "mixed"] = "200"
    access_rate: Literal["present", "null", "absent"] = Field(
        default="present", description="valeurSecondaireTaux"
    )
    salary_envelope: Literal["listeValeursParPeriode", "valeursParPeriode"] = "listeValeursParPeriode"
    unknown_territory: Literal[400, 500] = 400

    rome_huge: bool = Field(default=False, description="the list of titles is as long as the real one")
    rome_empty_version: bool = Field(default=False, description="the version has an empty body")

    lbb_access: Literal["granted", "403"] = "granted"
    lbb_nothing: Literal["hits0", "204", "null"] = Field(
        default="hits0", description="the answer to no office"
    )
    lbb_sort: Literal["refused", "accepted"] = Field(default="refused", description="sort_by, sort_direction")
    lbb_redirect302: bool = False
    lbb_redirect_to: str | None = Field(default=None, description="host of the redirect; None: this server")

    fairs_empty: bool = False
    events_nothing: Literal["page", "empty_body"] = "page"
