"""Bytes, headers and refusals: what the HTTP door leans on."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.interop.fhir import outcome
from rondom.interop.fhir.capability import capability_statement
from rondom.interop.fhir.issues import error, warning
from rondom.interop.fhir.negotiate import check_accept, check_content_type, version_asked, version_tag
from rondom.interop.fhir.parse import parse_json
from rondom.interop.fhir.search import PARAMETERS
from rondom.interop.fhir.temporal import NotADate, read_date, written

from .samples import TASK


def test_good_json_is_read():
    assert parse_json(json.dumps(TASK).encode()) == TASK
    assert parse_json(b'\xef\xbb\xbf{"a": 1.5}') == {"a": 1.5}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"\xff\xfe",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b'{"a": ' + b"1" * 9000 + b"}",
        b'{"a": ' * 100_000,
        b"[" * 100_000,
    ],
    ids=[
        "empty",
        "half",
        "list",
        "text",
        "no UTF-8",
        "twice",
        "NaN",
        "endless",
        "digits",
        "objects",
        "lists",
    ],
)
def test_bad_json_is_a_400_with_an_outcome(body):
    with pytest.raises(outcome.Malformed) as refused:
        parse_json(body)
    assert refused.value.status == 400
    assert refused.value.as_fhir()["issue"][0]["code"] == "structure"


def test_too_much_is_a_413():
    with pytest.raises(outcome.TooLarge) as refused:
        parse_json(b"{}" + b" " * 20, largest=10)
    assert refused.value.status == 413


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(body):
    with contextlib.suppress(outcome.Malformed):
        assert isinstance(parse_json(body), dict)


def test_every_refusal_has_its_own_status():
    kinds = outcome.FhirRefusal.__subclasses__()
    statuses = {kind.status for kind in kinds}
    assert {400, 401, 403, 404, 405, 406, 409, 410, 412, 415, 422, 428} <= statuses
    for kind in kinds:
        body = kind("Doe iets anders.", expression="Task.status").as_fhir()
        assert body["resourceType"] == "OperationOutcome"
        assert body["issue"] == [
            {
                "severity": "error",
                "code": kind.code,
                "diagnostics": "Doe iets anders.",
                "expression": ["Task.status"],
            }
        ]


def test_only_errors_refuse_and_the_warnings_come_along():
    remark, fault = warning("value", "Task", "Hm."), error("value", "Task", "No.")
    outcome.refuse_errors([remark])
    with pytest.raises(outcome.Unprocessable) as refused:
        outcome.refuse_errors([remark, fault])
    assert [issue["severity"] for issue in refused.value.as_fhir()["issue"]] == ["warning", "error"]


def test_an_outcome_without_issues_says_that_all_is_well():
    assert outcome.operation_outcome([])["issue"][0]["severity"] == "information"


@pytest.mark.parametrize(
    ("accept", "asked"),
    [
        ("", ""),
        ("*/*", ""),
        ("application/fhir+json", ""),
        ("text/html, application/json;q=0.9", ""),
        ("application/fhir+json; fhirVersion=4.0", ""),
        ("text/html", "json"),
        ("text/html", "application/fhir json"),
    ],
)
def test_who_reads_json_is_answered(accept, asked):
    check_accept(accept, asked_format=asked)


@pytest.mark.parametrize(
    ("accept", "asked"),
    [
        ("application/fhir+xml", ""),
        ("text/html", ""),
        ("*/*;q=0", ""),
        ("*/*", "xml"),
        ("*/*", "text/turtle"),
    ],
)
def test_who_does_not_is_refused(accept, asked):
    with pytest.raises(outcome.NotAcceptable):
        check_accept(accept, asked_format=asked)


def test_the_body_must_be_json_in_utf8():
    for good in ("application/fhir+json", "application/json; charset=UTF-8", "Application/FHIR+JSON"):
        check_content_type(good)
    for bad in (
        "",
        "text/plain",
        "application/fhir+xml",
        "application/json; charset=latin-1",
        "multipart/form-data",
    ):
        with pytest.raises(outcome.UnsupportedMediaType):
            check_content_type(bad)


def test_a_version_goes_out_and_comes_back():
    assert version_asked(version_tag(12)) == 12
    assert version_asked(' "3" ') == 3
    with pytest.raises(outcome.VersionRequired):
        version_asked("")
    for bad in ("*", "3", 'W/"x"', 'W/"1", W/"2"', 'W/"٣"'):
        with pytest.raises(outcome.Malformed):
            version_asked(bad)


def test_the_capability_statement_tells_what_is_done_and_no_more():
    statement = capability_statement(
        base_url="https://x.example/fhir/", software_version="1", released_at=read_date("2026-11-21").start
    )
    (rest,) = statement["rest"]
    told = {one["type"]: {item["code"] for item in one["interaction"]} for one in rest["resource"]}
    assert len(told) == 10
    assert told.pop("Task") == {"read", "create", "update", "search-type"}
    assert set(map(frozenset, told.values())) == {frozenset({"read", "create"})}
    assert rest["interaction"] == [{"code": "transaction"}]
    task = next(one for one in rest["resource"] if one["type"] == "Task")
    assert {item["name"] for item in task["searchParam"]} == set(PARAMETERS) - {"_count", "_offset"}
    assert statement["format"] == ["application/fhir+json"]
    assert "instantiates" not in statement
    assert statement["implementation"]["url"] == "https://x.example/fhir"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2025-12-31T23:00:00.000Z", "2026-12-31T23:00:00.000Z"),
        ("2026-12", "2026-11-30T23:00:00.000Z", "2026-12-31T23:00:00.000Z"),
        ("2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"),
        ("2026-01-01T00:00:00.5+01:00", "2025-12-31T23:00:00.500Z", "2025-12-31T23:00:00.600Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z", "2017-01-01T00:00:00.000Z"),
    ],
)
def test_a_date_covers_a_stretch(text, start, end):
    stretch = read_date(text)
    assert (written(stretch.start), written(stretch.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-13",
        "2026-00-01",
        "2026-1-1",
        "2026-02-29",
        "2026-01-01T10:00Z",
        "2026-01-01T10:00:00",
        "2026-01-01T24:00:00Z",
        "2026-01-01T10:00:00+15:00",
        "0000",
        "٢٠٢٦",
        "2026-01-01\n",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(NotADate):
        read_date(text)


@given(
    st.from_regex(
        r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]{8,12}(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?", fullmatch=True
    )
)
def test_a_stretch_never_ends_before_it_starts(text):
    try:
        stretch = read_date(text)
    except NotADate:
        return
    assert stretch.start < stretch.end
