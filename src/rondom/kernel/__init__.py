"""What every module stands on: the one clock, refusals, text checks, the working-day calendar,
encryption, documents, and the SQL that makes privacy a feature of the database.

Nothing in here knows a household, a case or a professional.
"""
