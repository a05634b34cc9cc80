"""Referrals: a question about a person goes to a desk or a colleague, and the answer comes back.

What was sent (`Referral`) both sides read; what the receiver does with it (`ReferralProgress`) only
the receiver; each step, forward and report says for itself whether the sender may see it. That is
decided once, when it is written, from the permission that stands at that moment.
"""
