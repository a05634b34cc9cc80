"""The city's own values: read, changed with history, refused outside safe limits."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from rondom.access.context import acting_as, system_actor
from rondom.audit.models import AuditEvent
from rondom.organizations import commands, queries
from rondom.organizations.models import Setting, SettingsVersion

pytestmark = pytest.mark.django_db
SETUP = system_actor("setup")


def test_without_a_setup_the_defaults_hold():
    assert queries.setting("deadline_alarms") == [28, 14, 7, 2]
    assert [d.number for d in queries.life_domains()] == list(range(9))
    assert queries.front_desk() is None


def test_an_unknown_setting_is_a_fault_of_the_program():
    with pytest.raises(queries.UnknownSetting):
        queries.setting("deadline_alarm")


def test_a_change_holds_at_once_and_leaves_its_history(at):
    assert commands.set_setting(actor=SETUP, key="unanswered_message_working_days", value=2, at=at)
    later = at + timedelta(days=1)
    commands.set_setting(actor=SETUP, key="unanswered_message_working_days", value=4, at=later)
    assert queries.setting("unanswered_message_working_days") == 4
    assert queries.setting_at("unanswered_message_working_days", at) == 2
    assert queries.setting_at("unanswered_message_working_days", at - timedelta(days=1)) == 3
    assert [row.value for row in queries.setting_history("unanswered_message_working_days")] == [4, 2]


def test_the_same_value_again_adds_no_history(at):
    assert not commands.set_setting(actor=SETUP, key="reflection_sessions", value=3, at=at)
    assert not Setting.objects.exists()


def test_another_process_sees_a_change_when_its_snapshot_is_due(at, monkeypatch):
    assert queries.setting("reflection_sessions") == 3
    with acting_as(SETUP, at=at):
        Setting.objects.create(key="reflection_sessions", value=5, valid_from=at)
        SettingsVersion.objects.create()
    assert queries.setting("reflection_sessions") == 3
    monkeypatch.setattr("rondom.organizations.queries.settings.RECHECK_SECONDS", 0)
    assert queries.setting("reflection_sessions") == 5


def test_reading_many_settings_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(2):
        for key in queries.all_settings():
            queries.setting(key)


def test_a_worker_may_not_change_a_setting_and_the_attempt_is_in_the_log(actor_of, at):
    worker = actor_of("bram-werker")
    with pytest.raises(commands.NotAllowed) as refused:
        commands.set_setting(actor=worker, key="reflection_sessions", value=4, at=at)
    with override("en"):
        assert "administrator" in str(refused.value)
    with acting_as(SETUP, at=at):
        assert AuditEvent.objects.filter(action="setting.change", outcome="refused").exists()


def test_the_administrator_may(actor_of, at):
    assert commands.set_setting(actor=actor_of("tom-beheer"), key="reflection_sessions", value=4, at=at)


@pytest.mark.parametrize(
    ("key", "value"),
    [("smallest_published_group", 2), ("deadline_alarms", [1, 2]), ("front_desk", "nowhere"), ("no_such", 1)],
)
def test_a_refused_value_changes_nothing_and_names_its_place(key, value, at):
    with pytest.raises(commands.SettingRefused) as refused:
        commands.set_setting(actor=SETUP, key=key, value=value, at=at)
    assert str(refused.value).startswith(key)
    assert not Setting.objects.exists()


def test_values_that_only_fit_together_are_changed_together(at):
    with pytest.raises(commands.SettingRefused):
        commands.set_setting(actor=SETUP, key="tables_amber_above", value=20, at=at)
    together = {"tables_amber_above": 20, "tables_red_above": 25}
    assert commands.set_settings(actor=SETUP, values=together, at=at) == list(together)


def test_a_renamed_domain_keeps_its_old_label_in_the_past(at):
    domains = [dict(d) for d in queries.setting("life_domains")]
    domains[0]["nl"] = "Geld en schulden"
    commands.set_setting(actor=SETUP, key="life_domains", value=domains, at=at)
    with override("nl"):
        assert queries.life_domain(0).label == "Geld en schulden"
        assert queries.life_domains(at - timedelta(days=1))[0].label == "Geld"
    with override("en"):
        assert queries.life_domain(0).label == "Money"


def test_a_domain_number_is_not_given_away(at):
    domains = [dict(d) for d in queries.setting("life_domains")]
    domains[0]["slug"] = "pets"
    with pytest.raises(commands.SettingRefused) as refused:
        commands.set_setting(actor=SETUP, key="life_domains", value=domains, at=at)
    assert "number_reused" in {problem.what for problem in refused.value.problems}


def test_confidential_is_a_property_of_the_purpose():
    assert queries.purpose("protection").confidential
    assert not queries.purpose("care").confidential
    assert queries.purpose("curiosity") is None


def test_the_calendar_knows_extra_free_days(at):
    commands.set_setting(
        actor=SETUP, key="holidays", value={"names": ["new_year"], "extra": ["2026-09-08"]}, at=at
    )
    calendar = queries.calendar()
    assert not calendar.is_working_day((at + timedelta(days=1)).date())
    assert calendar.is_working_day((at + timedelta(days=2)).date())


def test_every_city_has_its_own_names(at):
    commands.set_setting(
        actor=SETUP, key="names", value={"team": {"nl": "buurtteam", "en": "local team"}}, at=at
    )
    with override("nl"):
        assert queries.name_of("team") == "buurtteam"
        assert queries.name_of("district") == "rayon"
