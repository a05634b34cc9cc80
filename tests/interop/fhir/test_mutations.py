"""Whatever is broken at random in a good resource: it is refused or still good, never an exception."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.interop.fhir.issues import errors_in
from rondom.interop.fhir.reading import parts
from rondom.interop.fhir.shapes import SPOKEN, shape_of
from rondom.interop.fhir.validate import validate

from .samples import ALL, bundle_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
RESOURCES = st.sampled_from([*ALL, bundle_of(*ALL)])


def places(value, path=()):
    """Every place in a resource where something can be put."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def put(resource, path, value):
    result = copy.deepcopy(resource)
    here = result
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = value
    return result


@settings(max_examples=150, deadline=None)
@given(RESOURCES, JSON, st.data())
def test_any_value_in_any_place_is_answered_with_issues(resource, value, data):
    path = data.draw(st.sampled_from(list(places(resource))))
    for issue in validate(put(resource, path, value)):
        assert issue.diagnostics.endswith(".")
        assert len(issue.expression) < 4000


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ALL),
    st.text(st.characters(categories=("Ll",), max_codepoint=122), min_size=1, max_size=12),
    st.data(),
)
def test_an_element_that_does_not_exist_is_refused_wherever_it_stands(resource, name, data):
    objects = [path for path in places(resource) if isinstance(at(resource, path), dict)]
    path = data.draw(st.sampled_from([*objects, ()]))
    broken = put(resource, (*path, f"zz{name}"), 1)
    assert any(f"zz{name}" in issue.expression for issue in errors_in(validate(broken)))


def at(resource, path):
    for key in path:
        resource = resource[key]
    return resource


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ALL), st.data())
def test_a_missing_required_element_is_refused_by_name(resource, data):
    kind = resource["resourceType"]
    required = [element.name for element in shape_of(kind).elements if element.required]
    if not required:
        return
    name = data.draw(st.sampled_from(required))
    broken = {key: value for key, value in resource.items() if key != name}
    assert f"{kind}.{name}" in {issue.expression for issue in errors_in(validate(broken))}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(ALL), st.data())
def test_a_list_where_one_is_meant_and_one_where_a_list_is_meant_are_refused(resource, data):
    kind = resource["resourceType"]
    name = data.draw(st.sampled_from([key for key in resource if key != "resourceType"]))
    value = resource[name]
    broken = resource | {name: value[0] if isinstance(value, list) else [value]}
    assert f"{kind}.{name}" in {issue.expression for issue in errors_in(validate(broken))}


def test_every_type_that_a_table_names_has_a_table_or_is_a_primitive():
    from rondom.interop.fhir.primitives import PRIMITIVES

    waiting, seen = [*SPOKEN, "Bundle"], set()
    while waiting:
        name = waiting.pop()
        if name in seen or name in PRIMITIVES or name == "Resource":
            continue
        seen.add(name)
        waiting += [kind for element in shape_of(name).elements for kind in element.types]
    assert {"Dosage.doseAndRate", "Consent.provision.actor", "Bundle.entry.request"} <= seen
    assert parts({"a": 1}, "a") == []
