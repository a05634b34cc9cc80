"""Linking a sign-in to somebody, ending it, and counting wrong tries."""

from rondom.accounts.commands.demo import make_demo_account
from rondom.accounts.commands.ending import end_account, sign_out_by_provider
from rondom.accounts.commands.invitations import (
    InvitationMade,
    invite_resident,
    withdraw_invitation,
)
from rondom.accounts.commands.linking import link_resident, link_staff
from rondom.accounts.commands.refusals import (
    AccountClosed,
    CodeUnknown,
    EmailNotVerified,
    InvitationNeeded,
    LinkedAlready,
    NoEmployment,
    PersonNotReachable,
    TooManyTries,
)

__all__ = [
    "AccountClosed",
    "CodeUnknown",
    "EmailNotVerified",
    "InvitationMade",
    "InvitationNeeded",
    "LinkedAlready",
    "NoEmployment",
    "PersonNotReachable",
    "TooManyTries",
    "end_account",
    "invite_resident",
    "link_resident",
    "link_staff",
    "make_demo_account",
    "sign_out_by_provider",
    "withdraw_invitation",
]
