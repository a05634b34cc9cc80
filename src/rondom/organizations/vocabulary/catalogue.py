"""Every clock and threshold of the platform, its default and its safe limits (requirements 5.6).

A municipality may change each of them in its setup file; nothing outside the limits is accepted
(R-222: a published group below 3 or a log kept shorter than a year is refused). The unit is the last
word of the key. Defaults are the analyst's, except those marked with a seed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NumberSetting:
    """One whole number. `source` names the requirement or seed the default comes from."""

    key: str
    default: int
    lowest: int
    highest: int
    source: str


@dataclass(frozen=True)
class NumbersSetting:
    """A short list of different whole numbers, kept in the order given by `descending`."""

    key: str
    default: tuple[int, ...]
    lowest: int
    highest: int
    source: str
    descending: bool = False


NUMBERS: tuple[NumberSetting, ...] = (
    NumberSetting("multi_problem_above_domains", 2, 1, 10, "R-003, seed 003"),
    NumberSetting("referral_receipt_working_days", 0, 0, 10, "R-062"),
    NumberSetting("referral_decision_working_days", 3, 0, 30, "R-062"),
    NumberSetting("referral_first_contact_working_days", 10, 1, 60, "R-062"),
    NumberSetting("referral_feedback_days", 30, 1, 180, "R-062"),
    NumberSetting("money_signal_contact_working_days", 5, 1, 20, "R-047"),
    NumberSetting("money_signal_known_date_working_days", 1, 0, 5, "R-047"),
    NumberSetting("first_money_step_working_days", 5, 1, 30, "R-020"),
    NumberSetting("plan_contribution_working_days", 10, 1, 60, "R-015"),
    NumberSetting("goals_now", 3, 1, 9, "R-017"),
    # The site keeps no more of a file than `UPLOAD_KEPT_BYTES`, which follows the highest of these.
    NumberSetting("annex_size_megabytes", 10, 1, 25, "R-015"),
    NumberSetting("bottleneck_reaction_working_days", 2, 0, 10, "R-021"),
    NumberSetting("bottleneck_next_step_working_days", 10, 1, 60, "R-021"),
    NumberSetting("aftercare_months", 3, 1, 12, "R-024"),
    NumberSetting("reopen_months", 12, 1, 36, "R-024"),
    NumberSetting("joint_meeting_rhythm_weeks", 6, 1, 26, "R-025"),
    NumberSetting("meeting_professionals_above_client", 6, 1, 20, "R-025"),
    NumberSetting("minutes_correction_working_days", 3, 1, 20, "R-035"),
    NumberSetting("minutes_late_working_days", 5, 1, 20, "R-035"),
    NumberSetting("absent_client_notice_working_days", 2, 0, 10, "5.6"),
    NumberSetting("stance_confirmation_working_days", 5, 1, 20, "R-018"),
    NumberSetting("unanswered_message_working_days", 3, 1, 10, "R-019"),
    NumberSetting("consent_validity_months", 12, 1, 24, "R-042"),
    NumberSetting("withdrawal_effect_seconds", 60, 1, 60, "R-042"),
    NumberSetting("emergency_access_hours", 4, 1, 24, "R-045"),
    NumberSetting("map_confirmation_days", 90, 7, 365, "R-073"),
    NumberSetting("map_marked_days", 120, 14, 365, "R-073"),
    NumberSetting("map_sinks_days", 180, 21, 730, "R-073"),
    NumberSetting("vacant_contact_working_days", 5, 1, 30, "R-074"),
    NumberSetting("mandate_answer_working_days", 2, 1, 20, "R-084"),
    NumberSetting("mandate_peer_check_working_days", 2, 1, 20, "R-085"),
    NumberSetting("mandate_execution_working_days", 5, 1, 40, "R-086"),
    NumberSetting("mandate_extra_meetings", 0, 0, 3, "R-086"),
    NumberSetting("mandate_bundled_questions", 1, 0, 5, "R-086"),
    NumberSetting("input_answer_working_days", 20, 1, 60, "5.6"),
    NumberSetting("input_requests_per_half_year", 4, 1, 24, "R-148"),
    NumberSetting("tables_amber_above", 6, 1, 40, "R-147"),
    NumberSetting("tables_red_above", 12, 2, 60, "R-147, seed value 21 must show red"),
    NumberSetting("merge_proposal_percent", 60, 30, 100, "R-146"),
    NumberSetting("merge_proposal_new_series_percent", 50, 30, 100, "R-146"),
    NumberSetting("leader_communication_at_least_months", 3, 1, 12, "R-165, seed 003"),
    NumberSetting("leader_communication_at_most_months", 6, 1, 24, "R-165, seed 003"),
    NumberSetting("study_retention_years", 10, 1, 10, "5.6, seed 003"),
    NumberSetting("smallest_published_group", 5, 3, 50, "R-222"),
    NumberSetting("reflection_sessions", 3, 1, 10, "R-122, seed 004"),
    NumberSetting("log_retention_years", 5, 1, 20, "R-222"),
    NumberSetting("page_answer_milliseconds", 1000, 100, 10000, "5.6"),
    NumberSetting("role_card_reminder_days", 30, 1, 90, "R-104"),
    NumberSetting("person_merge_reversible_days", 30, 1, 180, "R-002"),
    NumberSetting("caseload_norm_full_time_weight", 30, 1, 200, "R-131"),
    NumberSetting("full_time_week_hours", 36, 32, 48, "R-131"),
    NumberSetting("supporter_access_months", 6, 1, 24, "R-005"),
    NumberSetting("introduction_age_months", 6, 1, 24, "R-006"),
    NumberSetting("client_request_working_days", 10, 1, 30, "R-008, R-082"),
    NumberSetting("other_case_manager_working_days", 5, 1, 20, "R-011"),
    NumberSetting("vain_searches_per_day", 10, 3, 100, "R-080"),
    NumberSetting("today_items", 10, 3, 50, "R-221"),
    NumberSetting("supervision_look_hours", 8, 1, 24, "access.md P6"),
)

NUMBER_LISTS: tuple[NumbersSetting, ...] = (
    NumbersSetting("deadline_alarms", (28, 14, 7, 2), 0, 365, "R-049", descending=True),
    NumbersSetting("evaluation_waves_months", (0, 12, 24), 0, 120, "5.6, seed 003"),
)

NUMBER_BY_KEY = {spec.key: spec for spec in NUMBERS}
NUMBERS_BY_KEY = {spec.key: spec for spec in NUMBER_LISTS}
