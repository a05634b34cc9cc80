"""Reads of consents and emergency access."""

from rondom.privacy.queries.basis import Basis, basis_for, feedback_depth

__all__ = ["Basis", "basis_for", "feedback_depth"]
