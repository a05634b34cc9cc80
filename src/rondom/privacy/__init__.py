"""Consent, purposes, emergency access and rights: why somebody may see something, and since when.

Consent to share is one thing, the legal ground of a task another, and lifting professional secrecy
a third; they are three rows and never one boolean. A consent names party, purpose, life domains and
an end (R-042); its states are appended steps. Whatever changes here publishes `BasisChanged`, and
the grants of that household are rewritten in the same transaction.
"""
