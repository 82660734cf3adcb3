"""Counting offers around many towns."""

import asyncio
import time

from tests.legacy.v1 import json, legacy_before

CALL = "/api/professions/searchCountList"


def counted(code, total, retry_after=None):
    failure = {"code": "x", "detail": f"not {code}", "retry_after": retry_after} if total is None else None
    return {"code_insee": code, "total": total, "failure": failure}


class Counts:
    """Counts towns by their code; those of `late` the second time only. Keeps the batches asked."""

    def __init__(self, late=(), retry_after=0):
        self.batches, self.groups, self.most = [], [], 0
        self.late, self.retry_after, self.under_way = set(late), retry_after, 0

    async def answer(self, request):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0.01)
        self.under_way -= 1
        codes = request.query["city"].split(",")
        if request.path.endswith("/offers"):
            self.groups.append(codes)
            return json({"total": 1_000_000})
        self.batches.append(codes)
        late = self.late & set(codes)
        self.late -= late
        return json(
            {
                "items": [
                    counted(code, None if code in late else int(code), self.retry_after) for code in codes
                ]
            }
        )


async def count(counts, towns, status=200, **settings):
    async with legacy_before(counts.answer, **settings) as client:
        response = await client.post(CALL, json={"codeRome": ["J1506"], "inseeList": towns})
        assert response.status == status
        return await response.json()


async def test_many_towns_take_few_calls_and_few_at_a_time():
    counts = Counts()
    towns = [[f"{number:05}"] for number in range(10_000, 10_330)]
    answer = await count(counts, towns)
    assert [one["total"] for one in answer] == list(range(10_000, 10_330))
    assert [len(batch) for batch in counts.batches].count(50) == 6
    assert counts.most == 3


async def test_towns_given_twice_are_counted_once_and_groups_together():
    counts = Counts()
    answer = await count(counts, [["59350"], ["59512", "59350"], ["59350"], ["59512", "59350"]])
    assert [one["total"] for one in answer] == [59_350, 1_000_000, 59_350, 1_000_000]
    assert (counts.batches, counts.groups) == ([["59350"]], [["59512", "59350"]])


async def test_what_could_not_be_counted_in_time_is_asked_again():
    counts = Counts(late={"59512"})
    answer = await count(counts, [["59350"], ["59512"]])
    assert [one["total"] for one in answer] == [59_350, 59_512]
    assert counts.batches == [["59350", "59512"], ["59512"]]


async def test_until_time_is_up():
    class Never(Counts):
        async def answer(self, _):
            return json({"items": [counted("59350", None, 0)]})

    begun = time.monotonic()
    problem = await count(Never(), [["59350"]], 503, deadline_seconds=0.3)
    assert time.monotonic() - begun < 2
    assert "ask again" in problem["detail"]


async def test_a_town_that_can_never_be_counted_is_the_caller_s_mistake():
    problem = await count(Counts(late={"59999"}, retry_after=None), [["59350"], ["59999"]], 422)
    assert problem["errors"] == [{"parameter": "body.inseeList", "message": "not 59999"}]


async def test_a_failure_ends_the_others():
    class Failing(Counts):
        async def answer(self, request):
            self.batches.append(request.query["city"])
            if len(self.batches) == 1:
                return json({"detail": "offres: busy"}, 503, Retry_After="9")
            return await asyncio.Event().wait()

    problem = await count(Failing(), [[f"{number:05}"] for number in range(10_000, 10_200)], 503)
    assert problem["detail"] == "offres: busy"
