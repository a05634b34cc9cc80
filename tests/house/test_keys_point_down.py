"""A foreign key points to a lower module, never up or sideways: imports cannot show this."""

from django.apps import apps

from tests.house.house import height, modules


def foreign_keys():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in modules():
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            forward = field.is_relation and not field.auto_created and target is not None
            if forward and target._meta.app_label in modules():
                yield model._meta.app_label, target._meta.app_label, f"{model._meta.label}.{field.name}"


def points_down(own: str, other: str) -> bool:
    return own == other or height(own) > height(other)


def test_every_key_between_modules_points_down():
    assert [name for own, other, name in foreign_keys() if not points_down(own, other)] == []


def test_the_rule_would_notice_a_key_that_points_up_or_sideways():
    assert not points_down("people", "cases")
    assert not points_down("people", "organizations")
    assert points_down("cases", "people")


def test_there_are_keys_between_modules_to_look_at():
    assert sum(own != other for own, other, _name in foreign_keys()) > 5
