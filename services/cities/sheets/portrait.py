"""The portrait on the sheet of a town."""

from services.cities.portraits import Portraits
from services.cities.schemas.sheet import CitySheet


async def add_portrait(portraits: Portraits, sheet: CitySheet) -> CitySheet:
    """The sheet with its portrait, or why it has none; an arrondissement without one has its city's."""
    shown = await portraits.find("communes", sheet.code_insee)
    from_city = sheet.from_city
    if sheet.parent and shown.known and shown.portrait is None:
        citys = await portraits.find("communes", sheet.parent.code_insee)
        if citys.portrait is not None:
            shown, from_city = citys, [*from_city, "portrait"]
    return sheet.model_copy(
        update={
            "portrait": shown.portrait,
            "portrait_missing": shown.missing,
            "from_city": from_city,
            "incomplete": sheet.incomplete if shown.known else [*sheet.incomplete, "portrait"],
        }
    )
