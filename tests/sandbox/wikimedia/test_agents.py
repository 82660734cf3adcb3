import pytest

from sandbox.wikimedia.agents import classify


@pytest.mark.parametrize(
    ("agent", "found"),
    [
        ("", "refused"),
        ("Python/3.11 aiohttp/3.13", "refused"),
        ("python-requests/2.32", "refused"),
        ("curl/8.5.0 (ops@example.org)", "refused"),
        ("Mobiville/2.0", "unidentified"),
        ("Mobiville/2.0 (https://docs.aiohttp.org/)", "unidentified"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/140", "browser"),
        ("Mobiville/2.0 (https://mobiville.example/contact)", "compliant"),
        ("Mobiville/2.0 (ops@mobiville.example) httpx/0.27", "compliant"),
    ],
)
def test_a_contact_of_its_operator_makes_an_agent_compliant(agent, found):
    assert classify(agent) == found
