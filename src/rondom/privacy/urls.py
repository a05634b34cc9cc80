"""Addresses of the privacy officer and of the register."""

from django.urls import path

from rondom.privacy.views import disagreements, log, months, processing

urlpatterns = [
    path("privacy/log/", log.log, name="privacy_log"),
    path("privacy/patterns/", log.patterns, name="privacy_patterns"),
    path("privacy/reviews/", log.reviews, name="privacy_reviews"),
    path("privacy/reviews/months/", months.months, name="privacy_months"),
    path("privacy/reviews/months/<int:year>-<int:number>/", months.month, name="privacy_month"),
    path("privacy/reviews/<uuid:emergency_access_id>/", log.review, name="privacy_review"),
    path("privacy/disagreements/", disagreements.disagreements, name="privacy_disagreements"),
    path("processing/", processing.processing, name="processing_register"),
]
