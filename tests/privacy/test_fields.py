"""Nothing is stored without a purpose (R-209)."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from rondom.organizations import queries as organizations
from rondom.privacy.fields import LEVELS, declared_fields
from rondom.privacy.queries.register import processing_register

MODELS = [m for m in apps.get_models() if m.__module__.startswith("rondom.")]
STORED = {f"{m._meta.label}.{f.name}" for m in MODELS for f in m._meta.concrete_fields}


def test_every_stored_field_is_declared():
    """Add the field to src/rondom/privacy/fields.toml: with its level, its purpose and whose it is."""
    assert sorted(STORED - set(declared_fields())) == []


def test_nothing_is_declared_that_is_not_stored():
    assert sorted(set(declared_fields()) - STORED) == []


def test_every_declaration_has_a_known_level():
    assert {use.level for use in declared_fields().values()} <= LEVELS


@pytest.mark.django_db
def test_every_declared_purpose_stands_in_the_settings_with_a_ground():
    purposes = {p.slug: p for p in organizations.purposes()}
    used = {use.purpose for use in declared_fields().values()}
    assert used <= set(purposes)
    assert [slug for slug in used if not purposes[slug].grounds] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_the_path_to_the_person_exists(model):
    subject = next(u.subject for u in declared_fields().values() if u.table == model._meta.label)
    here = model
    for step in subject.split(".") if subject else []:
        assert here is not None, f"{subject} goes on after a plain field"
        try:
            field = here._meta.get_field(step)
        except FieldDoesNotExist:
            field = next((f for f in here._meta.concrete_fields if f.attname == step), None)
        assert field is not None, f"{model._meta.label} has no {step} on the way to {subject}"
        here = field.related_model


def test_what_names_an_open_table_holds_no_client():
    open_tables = {use.table for use in declared_fields().values() if use.level == "open"}
    scoped = {m._meta.label for m in MODELS if any(f.name == "scope" for f in m._meta.concrete_fields)}
    assert open_tables & scoped == set()


@pytest.mark.django_db
def test_the_register_lists_every_field_once():
    entries = processing_register()
    assert sum(entry.fields for entry in entries) == len(STORED)
    care = next(entry for entry in entries if entry.slug == "care")
    assert {ground.slug for ground in care.grounds} >= {"wmo", "jeugdwet"}
    assert any(table.name == "cases.OwnWords" for table in care.tables)
