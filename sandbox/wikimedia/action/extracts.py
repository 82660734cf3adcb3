"""The text of a page, as long as it was asked for."""

from sandbox.wikimedia.action.asking import Asked

EXTRACT_PARAMETERS = ("exintro", "explaintext", "exsentences", "exchars", "exsectionformat")
_REST = "\n\n\n== Géographie ==\nSection d'exemple, que personne ne devrait lire."


def cut_extract(intro: str, asked: Asked) -> str:
    """The introduction with exintro, else all; plain with explaintext, else HTML."""
    text = intro if asked.flag("exintro") else intro + _REST
    if asked.text("exsentences").isdecimal():
        count = int(asked.text("exsentences"))
        sentences = text.split(". ")
        text = ". ".join(sentences[:count]) + ("." if len(sentences) > count else "")
    if asked.text("exchars").isdecimal() and len(text) > int(asked.text("exchars")):
        text = text[: int(asked.text("exchars"))].rpartition(" ")[0] + "..."
    if asked.flag("explaintext"):
        return text
    return "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line)
