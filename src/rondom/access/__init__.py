"""Who may: actors, the decision table, grants, and the signed context the database believes.

`table.py` decides from facts alone; the result is written as grants (`grants.py`) in the same
transaction as whatever caused it, and PostgreSQL shows rows by those grants only. There is no
branch for a superuser anywhere.
"""
