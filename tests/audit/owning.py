"""The owner of the tables, who can do what the site cannot: for tests of what is found afterwards."""

TABLES = ("audit_auditevent", "audit_auditseal", "audit_auditanchor")


def as_owner(owner, *statements):
    """Carry out as somebody who owns the tables, with triggers and policies at rest."""
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    for statement in statements:
        owner.execute(statement)
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
