from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals with their clock and their feedback."""

    name = "rondom.referrals"
    label = "referrals"
