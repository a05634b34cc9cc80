"""Which handlers hear which event, and which clock jobs run when: one readable table each.

Event name -> dotted names of `handler(event, *, at)`. A listener stands in the module that
publishes, or in a higher one.
"""

REACTIONS: dict[str, tuple[str, ...]] = {
    # In the same transaction, as `reaction(event, *, actor, at)`: grants follow at once.
    "rondom.privacy.events.BasisChanged": ("rondom.cases.reactions.rewrite_grants_of_space",),
    "rondom.people.events.ConflictChanged": ("rondom.cases.reactions.rewrite_grants_of_person",),
    "rondom.cases.events.SupporterChanged": ("rondom.meetings.reactions.close_meetings_to_supporter",),
    "rondom.referrals.events.ReferralStepTaken": ("rondom.interop.reactions.show_what_was_shared",),
    "rondom.referrals.events.ReferralReported": ("rondom.interop.reactions.show_what_was_shared",),
    "rondom.referrals.events.ReferralPaused": ("rondom.interop.reactions.show_what_was_shared",),
    "rondom.referrals.events.ReferralInCase": ("rondom.interop.reactions.name_the_subject",),
    "rondom.organizations.events.StructureApplied": (
        "rondom.referrals.reactions.rewrite_desks_of_staff",
        "rondom.cases.reactions.rewrite_grants_after_set_up",
    ),
    "rondom.organizations.events.WorkingRoleStarted": (
        "rondom.referrals.reactions.rewrite_desks_of_staff",
        "rondom.cases.reactions.rewrite_grants_of_placed",
    ),
    "rondom.organizations.events.WorkingRoleEnded": (
        "rondom.referrals.reactions.rewrite_desks_of_staff",
        "rondom.cases.reactions.rewrite_grants_of_placed",
    ),
    "rondom.organizations.events.StandInChanged": ("rondom.cases.reactions.rewrite_grants_of_covered",),
    "rondom.organizations.events.LeadershipChanged": ("rondom.cases.reactions.rewrite_grants_of_team",),
    "rondom.organizations.events.ProfessionalLeft": (
        "rondom.accounts.reactions.end_account_of_leaver",
        "rondom.referrals.reactions.rewrite_desks_of_staff",
        "rondom.cases.reactions.put_stand_ins_in_place",
    ),
}

HANDLERS: dict[str, tuple[str, ...]] = {
    "rondom.privacy.events.ConsentWithdrawn": ("rondom.cases.privacy_handlers.tell_party_of_end",),
    "rondom.privacy.events.ConsentAsked": ("rondom.cases.privacy_handlers.ask_who_decides",),
    "rondom.privacy.events.GuardianAsked": ("rondom.cases.privacy_handlers.ask_guardian_elsewhere",),
    "rondom.privacy.events.GuardianLeftOut": ("rondom.cases.privacy_handlers.tell_of_left_out",),
    "rondom.privacy.events.ConsentDisputed": ("rondom.cases.privacy_handlers.tell_of_disagreement",),
    "rondom.privacy.events.EmergencyAccessUsed": ("rondom.cases.privacy_handlers.tell_of_emergency",),
    "rondom.privacy.events.EmergencyAccessTold": ("rondom.cases.privacy_handlers.tell_client_of_emergency",),
    "rondom.privacy.events.SharedWithPerson": ("rondom.cases.privacy_handlers.tell_of_shared",),
    "rondom.privacy.events.AgeReached": ("rondom.cases.privacy_handlers.tell_of_age",),
    "rondom.cases.events.CaseManagerChanged": ("rondom.cases.handlers.tell_of_new_case_manager",),
    "rondom.cases.events.InvolvementStarted": ("rondom.cases.handlers.tell_of_involvement",),
    "rondom.cases.events.OwnWordsWritten": ("rondom.cases.handlers.ask_to_confirm_words",),
    "rondom.cases.events.ReactionWritten": ("rondom.cases.handlers.tell_of_reaction",),
    "rondom.cases.events.ReactionHeld": ("rondom.cases.handlers.tell_of_held_reaction",),
    "rondom.cases.events.ReactionReleased": ("rondom.cases.handlers.tell_of_released_reaction",),
    "rondom.cases.events.RequestAsked": ("rondom.cases.handlers.tell_of_request",),
    "rondom.cases.events.RequestAnswered": ("rondom.cases.handlers.tell_of_answer",),
    "rondom.cases.events.RequestOverdue": ("rondom.cases.handlers.tell_of_overdue_request",),
    "rondom.cases.events.CopyDeletionAsked": ("rondom.cases.handlers.ask_to_delete_copy",),
    "rondom.cases.events.KeptNotesAsked": ("rondom.cases.handlers.ask_for_kept_notes",),
    "rondom.cases.events.DeadlineAlarmed": ("rondom.cases.handlers.tell_of_deadline",),
    "rondom.cases.events.HandoverPlanned": ("rondom.cases.handlers.tell_of_handover",),
    "rondom.meetings.events.MeetingAsked": ("rondom.meetings.handlers.tell_case_manager",),
    "rondom.meetings.events.MeetingPlanned": ("rondom.meetings.handlers.invite_everybody",),
    "rondom.meetings.events.ParticipantInvited": ("rondom.meetings.handlers.invite_one",),
    "rondom.meetings.events.AdmissionAsked": ("rondom.meetings.handlers.ask_client",),
    "rondom.meetings.events.ParticipantLeftOut": ("rondom.meetings.handlers.call_off_for_one",),
    "rondom.meetings.events.MeetingCancelled": ("rondom.meetings.handlers.call_off",),
    "rondom.meetings.events.MeetingRefused": ("rondom.meetings.handlers.tell_refusal",),
    "rondom.meetings.events.MeetingHeld": ("rondom.meetings.handlers.send_summary",),
    "rondom.meetings.events.HeldWithoutClient": ("rondom.meetings.handlers.tell_absent_client",),
    "rondom.meetings.events.StanceToConfirm": ("rondom.meetings.handlers.ask_confirmation",),
    "rondom.meetings.events.ToldOnBehalf": ("rondom.meetings.handlers.show_what_was_typed",),
    "rondom.referrals.events.ReferralSent": ("rondom.referrals.handlers.tell_receiver",),
    "rondom.referrals.events.ReferralStepTaken": ("rondom.referrals.handlers.tell_sender_of_step",),
    "rondom.referrals.events.ReferralReported": ("rondom.referrals.handlers.tell_sender_of_report",),
    "rondom.referrals.events.ReferralOverdue": ("rondom.referrals.handlers.tell_late",),
    "rondom.referrals.events.ReferralPaused": ("rondom.referrals.handlers.tell_sender_of_pause",),
    "rondom.referrals.events.ReferralStuck": ("rondom.referrals.handlers.tell_stuck",),
    "rondom.plans.events.PlanChanged": ("rondom.plans.handlers.tell_of_change",),
    "rondom.plans.events.PlanPublished": ("rondom.plans.handlers.ask_stances",),
    "rondom.plans.events.StanceReminderDue": ("rondom.plans.handlers.remind_silent",),
    "rondom.plans.events.StanceWitnessed": ("rondom.plans.handlers.tell_of_witness",),
    "rondom.plans.events.ActionAssigned": ("rondom.plans.handlers.tell_owner",),
    "rondom.plans.events.ActionOverdue": ("rondom.plans.handlers.tell_late",),
    "rondom.plans.events.BottleneckRaised": ("rondom.plans.handlers.tell_party",),
    "rondom.plans.events.ClosingAsked": ("rondom.plans.handlers.ask_leader",),
}

CLOCK_JOBS: dict[str, str] = {
    # dotted name of `job(*, at)` run as the system -> cron expression
    "rondom.audit.jobs.seal_log": "* * * * *",
    "rondom.cases.jobs.watch_deadlines": "5 6 * * *",
    "rondom.cases.jobs.watch_terms": "15 6 * * *",
    "rondom.cases.jobs.watch_cover": "*/5 * * * *",
    "rondom.meetings.jobs.keep_meeting_clocks": "12 * * * *",
    "rondom.privacy.jobs.end_what_is_over": "7 * * * *",
    "rondom.privacy.jobs.remove_old_log": "27 4 1 * *",
    "rondom.notices.jobs.send_digests": "*/15 * * * *",
    "rondom.interop.jobs.end_holds": "4 * * * *",
    "rondom.referrals.jobs.remind_of_late_steps": "45 6 * * *",
    "rondom.notices.jobs.remind_unanswered": "30 7 * * 1-5",
    "rondom.accounts.jobs.clean_up_sign_ins": "47 3 * * *",
    "rondom.web.drafts.jobs.remove_expired_drafts": "17 3 * * *",
    "rondom.plans.jobs.watch_plans": "10 6,12 * * *",
}
