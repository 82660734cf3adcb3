"""Edits that a test makes to the page and the item of a place."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandbox.wikimedia.pages import Wiki
from sandbox.wikimedia.places import COMMUNE_CODE, DEPARTEMENT_CODE, REGION_CODE
from sandbox.wikimedia.revisions import Version

_PROPERTIES = {"commune": COMMUNE_CODE, "departement": DEPARTEMENT_CODE, "region": REGION_CODE}


class PageEdit(BaseModel):
    """With only `code`, a revision that changes neither the introduction nor the picture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    kind: Literal["commune", "departement", "region"] = "commune"
    text: bool = Field(default=False, description="the introduction says something new")
    extract: str | None = Field(default=None, description="the introduction, from now on")
    picture: bool = Field(default=False, description="another photo, in the item and on the page")
    file: str | None = Field(default=None, description="that file, in the item and on the page")
    moved_to: str | None = Field(default=None, description="a new title; the old one redirects to it")
    missing: bool | None = Field(default=None, description="the page is deleted, or restored")


def edit_place(wiki: Wiki, edit: PageEdit) -> Version | None:
    """The version after the edit; None when there is no such place."""
    position = wiki.places.by_code.get((_PROPERTIES[edit.kind], edit.code))
    if position is None:
        return None
    made = wiki.revisions.edit(position)
    made.texts += edit.text
    made.pictures += edit.picture
    made.extract = edit.extract if edit.extract is not None else made.extract
    made.file = edit.file or made.file
    made.moved_to = edit.moved_to or made.moved_to
    made.missing = made.missing if edit.missing is None else edit.missing
    return wiki.revisions.find(position)
