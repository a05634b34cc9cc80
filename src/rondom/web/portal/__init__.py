"""The resident's own pages (R-007), on a phone and in plain language.

Everything here is read with the resident's own grants. Without a grant on the household a resident sees
only what is shared with them one by one: no case, no counts, no names of who helps. The pages know no
other branch, so there is nothing that could tell an ex-partner more than the database does.
"""
