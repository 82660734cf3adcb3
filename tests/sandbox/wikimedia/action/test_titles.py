from sandbox.wikimedia.action.titles import normalize, resolve
from sandbox.wikimedia.pages import Redirect


def test_titles_are_normalised():
    assert normalize("lille_(Nord) ") == "Lille (Nord)"
    assert normalize("Lille") == "Lille"


def test_several_titles_can_lead_to_one_page():
    pages = {"A": "the page", "B": Redirect("A"), "C": Redirect("A", "History")}
    resolved = resolve(["b", "C", "A", "D"], pages.get, follow=True)
    assert resolved.pages == {"A": "the page", "D": None}
    assert resolved.normalized == [{"fromencoded": False, "from": "b", "to": "B"}]
    assert resolved.redirects == [
        {"from": "B", "to": "A"},
        {"from": "C", "to": "A", "tofragment": "History"},
    ]


def test_redirects_stay_when_they_are_not_followed():
    resolved = resolve(["B"], {"B": Redirect("A")}.get, follow=False)
    assert resolved.pages == {"B": Redirect("A")}
    assert resolved.describe() == {}
