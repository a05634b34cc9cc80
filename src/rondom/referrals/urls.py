"""Addresses of referrals: a noun per thing, a noun per what can be done with it."""

from django.urls import path

from rondom.referrals.views.acts import PAGES, referral_act
from rondom.referrals.views.lists import referral_list
from rondom.referrals.views.referral import referral
from rondom.referrals.views.sending import referral_new

urlpatterns = [
    path("referrals/", referral_list, name="referral_list"),
    path("referrals/new/", referral_new, name="referral_new"),
    path("cases/<uuid:case_id>/referrals/new/", referral_new, name="case_referral_new"),
    path("referrals/<uuid:referral_id>/", referral, name="referral"),
    *[
        path(f"referrals/<uuid:referral_id>/{act}/", referral_act, {"act": act}, name=f"referral_{act}")
        for act in PAGES
    ],
]
