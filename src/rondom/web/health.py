"""GET /healthz: is the database there, does the queue move, are migrations complete."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

QUEUE = """
    SELECT count(*) FILTER (WHERE status = 'todo'
                            AND coalesce(scheduled_at, now()) < now() - interval '5 minutes'),
           count(*) FILTER (WHERE status = 'failed')
    FROM procrastinate_jobs
"""


@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """JSON with `status` (ok, degraded or failed), database, queue and migrations; 503 when failed."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute(QUEUE)
            waiting, failed = cursor.fetchone()
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "failed", "database": "unreachable"}, status=503)
    state = {
        "database": "ok",
        "queue": {"waiting_too_long": waiting, "dead_letters": failed},
        "migrations": "complete" if not missing else f"{missing} to run",
    }
    status = "failed" if missing else "degraded" if waiting or failed else "ok"
    return JsonResponse({"status": status, **state}, status=503 if missing else 200)
