"""Writes on accounts."""

from rondom.accounts.commands.demo import make_demo_account

__all__ = ["make_demo_account"]
