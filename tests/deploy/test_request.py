"""What the variables of a pipeline ask for."""

import pytest

from deploy.delivery.request import Request, RequestError, is_set, read_request, slug

LATEST = {"feature/Map": "feedf00d" + "0" * 32}
COMMIT = {"CI_COMMIT_REF_NAME": "main", "CI_COMMIT_SHA": "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"}


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, Request("main-0a1b2c3d")),
        ({"FORCE_VERSION": "feedf00d"}, Request("main-feedf00d")),
        ({"FORCE_VERSION": "feedf00d" + "0" * 32}, Request("main-feedf00d")),
        ({"FORCE_VERSION": "other-branch-feedf00d"}, Request("other-branch-feedf00d")),
        ({"FORCE_DEPLOY": "front"}, Request("main-0a1b2c3d", "front")),
        ({"FORCE_DEPLOY": "api", "FORCE_VERSION": "feedf00d"}, Request("main-feedf00d", "api")),
        ({"FORCE_DEPLOY": "config"}, Request("main-0a1b2c3d", "config")),
        ({"FORCE_DEPLOY": "install"}, Request("main-0a1b2c3d", "install")),
        ({"FORCE_DEPLOY": "feature/Map"}, Request("feature-map-feedf00d")),
        ({"FORCE_DEPLOY": "feature/Map", "FORCE_VERSION": "0badf00d"}, Request("feature-map-0badf00d")),
        ({"FORCE_INSTALL": "1"}, Request("main-0a1b2c3d", "install")),
        ({"FORCE_INSTALL": "erase"}, Request("main-0a1b2c3d", "install", erase=True)),
        ({"FORCE_INSTALL": "0", "FORCE_DEPLOY": " "}, Request("main-0a1b2c3d")),
    ],
)
def test_what_is_deployed(variables: dict[str, str], wanted: Request):
    assert read_request({**COMMIT, **variables}, LATEST.__getitem__) == wanted


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"FORCE_VERSION": "v1.2; rm -rf /"}, "FORCE_VERSION is 'v1.2; rm -rf /': a commit"),
        ({"FORCE_VERSION": "main-latest"}, "FORCE_VERSION is 'main-latest': a commit"),
        ({"FORCE_VERSION": "0a1b2c3"}, "FORCE_VERSION is 0a1b2c3: give at least 8 characters"),
        ({"FORCE_INSTALL": "please"}, "FORCE_INSTALL is 'please': 1 to install"),
        ({"CI_COMMIT_SHA": ""}, "CI_COMMIT_SHA is not set"),
    ],
)
def test_what_cannot_be_meant_is_refused(variables: dict[str, str], said: str):
    with pytest.raises(RequestError, match=said):
        read_request({**COMMIT, **variables}, LATEST.__getitem__)


def test_a_switch_is_on_or_off():
    assert is_set({"RENEW_TLS": "1"}, "RENEW_TLS")
    assert not is_set({"RENEW_TLS": "false"}, "RENEW_TLS")
    assert not is_set({}, "RENEW_TLS")
    with pytest.raises(RequestError, match="RENEW_TLS is 'soon'"):
        is_set({"RENEW_TLS": "soon"}, "RENEW_TLS")


def test_branches_become_parts_of_a_tag():
    assert slug("feature/Été--2026_x") == "feature-t-2026-x"
    assert len(slug("x" * 200)) == 63
