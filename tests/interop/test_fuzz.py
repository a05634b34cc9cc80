"""Whatever a partner sends, the answer is an OperationOutcome or a resource, never a fault of ours."""

import copy
import random

import pytest

from tests.interop.doors import partner_of
from tests.interop.fhir.samples import ALL, TASK, bundle_of, changed

pytestmark = pytest.mark.django_db

ODD = [
    None,
    "",
    " ",
    "x" * 5000,
    "\u202eabc",
    "a\u0000b",
    "😀" * 50,
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    -1,
    10**30,
    1.5,
    True,
    [],
    {},
    [[]],
    {"reference": "Task/1"},
    {"reference": "urn:uuid:00000000-0000-4000-8000-000000000001"},
    {"reference": "#x"},
    [{"text": "x"}],
    "2026-02-31",
    "9999-12-31T23:59:59Z",
    "0001-01-01",
]


def places(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key)
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield (*path, number)
            yield from places(item, (*path, number))


def spoiled(value, random):
    value = copy.deepcopy(value)
    for _ in range(random.randint(1, 3)):
        path = random.choice(list(places(value)) or [()])
        if not path:
            break
        here = value
        for key in path[:-1]:
            here = here[key]
        if random.random() < 0.3:
            del here[path[-1]]
        else:
            here[path[-1]] = copy.deepcopy(random.choice(ODD))
    return value


@pytest.mark.parametrize("seed", range(12))
def test_no_request_brings_the_door_down(desk, frozen, seed):
    practice = partner_of("huisartsenpraktijk", frozen.at)
    chance = random.Random(seed)  # noqa: S311 - the same odd requests every time
    whole = bundle_of(*[changed(TASK, owner=None) if one is TASK else one for one in ALL])
    for _ in range(12):
        body = spoiled(whole, chance)
        answer = practice.post("", body)
        assert answer.status_code in {200, 400, 409, 422}, answer.content
        single = spoiled(chance.choice(ALL), chance)
        kind = single.get("resourceType")
        path = kind if isinstance(kind, str) and kind.isalpha() else "Patient"
        answer = practice.post(path, single)
        assert answer.status_code in {201, 400, 404, 409, 422}, answer.content
