"""Reads of the plan for doors and higher modules."""
