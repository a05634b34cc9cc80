"""Which handlers hear which event, and which clock jobs run when: one readable table each.

Event name -> dotted names of `handler(event, *, at)`. A listener stands in a module that is
higher than the one that publishes.
"""

REACTIONS: dict[str, tuple[str, ...]] = {
    # In the same transaction, as `reaction(event, *, actor, at)`: grants follow at once.
    "rondom.privacy.events.BasisChanged": ("rondom.cases.reactions.rewrite_grants_of_space",),
    "rondom.people.events.ConflictChanged": ("rondom.cases.reactions.rewrite_grants_of_person",),
}

HANDLERS: dict[str, tuple[str, ...]] = {}

CLOCK_JOBS: dict[str, str] = {
    # dotted name of `job(*, at)` run as the system -> cron expression
    "rondom.audit.jobs.seal_log": "* * * * *",
    "rondom.privacy.jobs.end_what_is_over": "7 * * * *",
    "rondom.notices.jobs.send_digests": "*/15 * * * *",
    "rondom.notices.jobs.remind_unanswered": "30 7 * * 1-5",
}
