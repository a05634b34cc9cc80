"""The Haddad household, from the referral of its GP practice to the morning of the meeting."""

from rondom.access.context import acting_as
from rondom.dispatch import submissions
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.story import annex, arrival, days_before, meeting, parties, plan, protected
from rondom.web.demo_city.story.cast import Cast, gather
from rondom.web.demo_city.tale import Tell, key_of

#: In the order of the days: what somebody holds is never derived for a day before.
CHAPTERS = (
    arrival.refer,
    arrival.welcome,
    arrival.open_file,
    arrival.listen,
    parties.look_around,
    arrival.introduce,
    parties.count_down,
    parties.ask_permission,
    parties.bring_together,
    protected.keep_safe,
    plan.make_plan,
    plan.say_what_they_think,
    plan.begin,
    meeting.plan_table,
    meeting.answer,
    annex.attach_debt_plan,
    days_before.arrange,
    plan.go_on,
    protected.talk_with_lina,
    protected.share_with_father,
    meeting.prepare,
    plan.tell_result,
    days_before.live_on,
    days_before.knock,
    days_before.open_letter,
    days_before.give_accounts,
)


def tell(*, progress: Tell) -> None:
    """Tell the story up to the morning of day zero, in one transaction: whole or not at all."""
    cast = gather()
    with acting_as(cast.fatma, at=day(-24)):
        submissions.once(actor=cast.fatma, key=key_of("story"), at=day(-24))
        for number, chapter in enumerate(CHAPTERS, start=1):
            chapter(cast)
            progress("Telling the story", number, len(CHAPTERS))


__all__ = ["Cast", "tell"]
