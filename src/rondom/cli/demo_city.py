"""The part of the demo that needs Django: filling the demo city and naming its personas."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

console = Console(highlight=False)


class Tell(Protocol):
    """How a long task says where it is: a sentence, and how much of how much is done."""

    def __call__(self, sentence: str, done: int, total: int) -> None:
        """Say it."""


@contextmanager
def progress_bar() -> Iterator[Tell]:
    """A progress bar per sentence; without a terminal only the sentences, once each."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar:
        tasks: dict[str, int] = {}

        def tell(sentence: str, done: int, total: int) -> None:
            if sentence not in tasks:
                tasks[sentence] = bar.add_task(sentence, total=total)
            bar.update(tasks[sentence], completed=done, total=total)  # type: ignore[arg-type]

        yield tell


def fill() -> None:
    """Load the demo city when it is not there yet; a second time changes nothing."""
    load = importlib.import_module("rondom.web.demo_city.load").load_demo
    with progress_bar() as tell:
        load(progress=tell)


def show_personas(base_url: str) -> None:
    """Print who can be signed in as, and where."""
    personas = importlib.import_module("rondom.web.demo_city.personas").PERSONAS
    table = Table(title=f"Sign in as one of these on {base_url}/demo/", title_justify="left")
    for heading in ("Persona", "Name", "Who"):
        table.add_column(heading, no_wrap=heading != "Who")
    for persona in personas:
        table.add_row(persona.slug, persona.name, str(persona.who))
    console.print(table)


def make_cases(cases: int) -> None:
    """Fill the database for measuring; on the embedded server without checking every foreign key."""
    import psycopg

    from rondom.cli.databases import superuser_url
    from rondom.cli.surroundings import is_embedded

    scale = importlib.import_module("rondom.web.demo_city.scale")
    with progress_bar() as tell:
        if not is_embedded():
            scale.make_cases(cases=cases, progress=tell)
            return
        with psycopg.connect(superuser_url(), autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            scale.make_cases(cases=cases, progress=tell, send=connection.execute)
            connection.execute("VACUUM ANALYZE")
