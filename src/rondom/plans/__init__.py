"""One plan per household (R-015 to R-024, R-054, R-055).

A household has one live plan. Its lines are goals in the client's wording and actions with one
owner; each line carries the scope of its life domain, or of a part named for one person, so the
database decides who reads it. States and stances are rows that are added, never changed: an
earlier "no" is not lost under a later "yes". Publishing freezes a version line by line. What is
stuck is a bottleneck with its own clock, a solution outside the standard is recorded with the
room it used, and results are told by the client. The file closes with the client's last word.
"""
