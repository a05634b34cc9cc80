"""Notices: that there is news, never what it is.

A notice stands on somebody's own page. Mail only says that there is something to read, and several
notices become one mail per person. Messages between a client and the case manager live here too,
because their clock is a promise about being answered (R-019).
"""
