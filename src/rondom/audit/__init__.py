"""The log: every view, change, search and refusal, one row per data subject, in the same
transaction as the act itself; sealed afterwards in a hash chain whose head can stand elsewhere.

`log.py` writes, `seal.py` chains and verifies, `queries.py` answers "who looked in my file?".
"""
