"""`rondom check --deploy`: what must not be so where real people are served, one sentence each."""

import ipaddress

import psycopg
from django.conf import settings
from django.db import connection

from rondom.cli import databases
from rondom.organizations import queries

SAFE_MODES = {"require", "verify-ca", "verify-full"}
SHORTEST_KEY = 32
# Tables of the frameworks and the queue: no facts about clients, guarded by rights per role.
FRAMEWORK = ("django_", "auth_", "account_", "socialaccount_", "mfa_", "usersessions_", "procrastinate_")

UNPROTECTED = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
      AND coalesce(obj_description(c.oid, 'pg_class'), '') <> 'rondom:open'
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
               AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
    ORDER BY 1
"""


def faults() -> list[str]:
    """Every sentence that applies; empty when this place may go live."""
    return [*setting_faults(), *database_faults()]


def setting_faults() -> list[str]:
    """What the settings alone tell."""
    rules = [
        (
            settings.RONDOM_DEMO,
            "Demo mode is on: anybody could sign in as a persona. Start without RONDOM_DEMO.",
        ),
        (settings.DEBUG, "DEBUG is on: error pages would show personal facts. Unset RONDOM_DEBUG."),
        (
            not settings.RONDOM_KEYS_FROM_ENVIRONMENT,
            (
                "Keys are missing: set RONDOM_SECRET_KEY, RONDOM_CONTEXT_KEY and RONDOM_FIELD_KEY, each its "
                "own, from a safe that is not on this machine."
            ),
        ),
        (
            len({settings.SECRET_KEY.encode(), settings.RONDOM_CONTEXT_KEY, settings.RONDOM_FIELD_KEY}) < 3,
            "Two keys are the same: whoever finds one would have the other. Make each one anew.",
        ),
        (
            _a_key_is_short(),
            f"A key is shorter than {SHORTEST_KEY} characters and could be guessed: make each one at random.",
        ),
        (
            not settings.BASE_URL.startswith("https://"),
            "RONDOM_BASE_URL does not begin with https://: sessions could be read on the way.",
        ),
        (
            _only_local_hosts(),
            "RONDOM_HOSTS names no address of your own: set it to the names that people type.",
        ),
        (
            "*" in settings.ALLOWED_HOSTS,
            "RONDOM_HOSTS allows every host name: name the addresses that people type.",
        ),
        (
            not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
            "There is no mail server: set RONDOM_SMTP_URL, or nobody gets an invitation.",
        ),
        (
            _mail_is_readable(),
            "RONDOM_SMTP_URL sends mail unencrypted to another machine: use smtp+tls:// or smtps://.",
        ),
        (
            not settings.RONDOM_STAFF_MFA,
            "RONDOM_STAFF_MFA is off: a stolen password would open files. Set it to 1.",
        ),
        (
            not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
            and not settings.RONDOM_PASSWORD_LOGIN,
            "There is no login for staff or residents: set RONDOM_OPENID to your OpenID Connect providers.",
        ),
    ]
    return [sentence for applies, sentence in rules if applies]


def _a_key_is_short() -> bool:
    keys = (settings.SECRET_KEY.encode(), settings.RONDOM_CONTEXT_KEY, settings.RONDOM_FIELD_KEY)
    return any(len(key) < SHORTEST_KEY for key in keys)


def _only_local_hosts() -> bool:
    return all(host in {"localhost", "127.0.0.1", "[::1]", ""} for host in settings.ALLOWED_HOSTS)


def _mail_is_readable() -> bool:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return False
    encrypted = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    return not encrypted and not is_local(settings.EMAIL_HOST)


def database_faults() -> list[str]:
    """What the database tells: the site's role, the way to it, the mark of a demo, the policies."""
    found = [*_role_faults(), *_connection_faults(settings.DATABASE_APP_URL)]
    if _holds_personas() and not settings.RONDOM_DEMO:
        found.append("This database holds the demo city with its personas: use another, empty database.")
    found += [
        f"Table {table} has no forced row-level security and is not marked open: run `rondom migrate`, "
        "or report this as a fault."
        for table in unprotected_tables()
    ]
    return found


def _holds_personas() -> bool:
    with psycopg.connect(settings.DATABASE_APP_URL, autocommit=True) as plain:
        marked = databases.mark(plain) == databases.DEMO_MARK
    return marked or bool(queries.setting("demo_personas"))


def unprotected_tables() -> list[str]:
    """Tables that hold facts about people (or might) and that no policy protects."""
    with connection.cursor() as cursor:
        cursor.execute(UNPROTECTED)
        return [name for (name,) in cursor.fetchall() if not name.startswith(FRAMEWORK)]


def _role_faults() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, current_user, "
            "EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = current_user) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        is_super, bypasses, makes_roles, name, owns = cursor.fetchone()
    rules = [
        (
            is_super,
            f"The site connects as {name}, a superuser: no policy would hold. Use the role rondom_app.",
        ),
        (bypasses, f"The role {name} has BYPASSRLS: no policy would hold. Take it away."),
        (makes_roles, f"The role {name} may make roles and so take on another one. Take CREATEROLE away."),
        (
            owns,
            f"The site connects as {name}, the owner of its tables. Give it a role of its own: rondom_app.",
        ),
    ]
    return [sentence for applies, sentence in rules if applies]


def _connection_faults(url: str) -> list[str]:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    host = str(parts.get("host") or parts.get("hostaddr") or "")
    if is_local(host) or parts.get("sslmode") in SAFE_MODES:
        return []
    return [
        (
            f"The connection to the database on {host} is not surely encrypted: add ?sslmode=verify-full to "
            "DATABASE_URL."
        )
    ]


def is_local(host: str) -> bool:
    """A socket folder or this machine itself."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
