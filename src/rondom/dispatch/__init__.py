"""How things happen: the command runner and the outbox.

A command is one transaction with a signed context, an actor, and at least one row in the log, or
it did not happen. An event is a job written in that same transaction; `config/wiring.py` says in
one table which handlers hear it.
"""
