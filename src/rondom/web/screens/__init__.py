"""Screens of professionals that cross modules: today, the case list, the case page and what hangs on it."""
