"""The `rondom` command. Each command says in its help what it does and what it refuses."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from rondom.cli import audit, backups, demo, tokens
from rondom.cli.sentences import sentence_for
from rondom.cli.surroundings import load_django

app = typer.Typer(
    name="rondom",
    help="Rondom: everybody around the same table, the client at the centre.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(audit.app, name="audit")
app.add_typer(tokens.app, name="token")
seed = typer.Typer(help="Make invented cases in bulk, for measuring.", no_args_is_help=True)
app.add_typer(seed, name="seed")
console = Console(highlight=False)
Port = Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Where the site listens.")]
Host = Annotated[str, typer.Option(envvar="RONDOM_BIND", help="On which address the site listens.")]


def refuse(sentence: object) -> NoReturn:
    """Say why not, and end with status 1."""
    Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(str(sentence))
    raise typer.Exit(1)


@app.command("demo")
def run_demo(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    clock: Annotated[str, typer.Option(help="Move the demo clock forward: +3d, +12h, +30m.")] = "",
    *,
    reset: Annotated[bool, typer.Option(help="Throw the demo city away and build it anew.")] = False,
) -> None:
    """Build the demo city (once) and serve it until Ctrl-C; run again, it goes on where it was.

    Refuses a taken port, a database with data that is not the demo's, and a demo that runs already.
    """
    try:
        demo.run(host=host, port=port, clock=clock, reset=reset)
    except demo.DemoRefused as refusal:
        refuse(refusal)


@app.command()
def serve(
    port: Port = 8000,
    host: Host = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="Processes; each has eight threads.")] = 1,
) -> None:
    """Serve the site. Refuses a taken port and an address that is not this machine's."""
    from rondom.cli import site

    if why_not := site.cannot_listen(host, port):
        refuse(f"{why_not} Choose another one with --port or --host.")
    site.collect_static()
    command = site.gunicorn(host=host, port=port, workers=workers)
    os.execve(command[0], command, site.environment(port=port))  # noqa: S606


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(help="Jobs at the same time.")] = 2,
) -> None:
    """Do the background work: events, clock jobs, mail. Run one or more beside the site."""
    os.environ["RONDOM_POOL"] = "0"
    load_django()
    from django.core.management import call_command

    call_command("procrastinate", "worker", f"--concurrency={concurrency}", "--delete-jobs=successful")


@app.command()
def migrate(*, quiet: Annotated[bool, typer.Option(help="Say nothing when all is well.")] = False) -> None:
    """Bring the database up to date, as the owner of its tables (DATABASE_OWNER_URL)."""
    load_django(as_owner=True)
    from rondom.cli.migrate import migrate as run_migrations

    run_migrations(quiet=quiet)


@app.command()
def setup(
    file: Annotated[
        Path, typer.Argument(help="The municipality's set-up file.", exists=True, dir_okay=False)
    ],
) -> None:
    """Set up a municipality from a YAML file; a second time gives the same.

    Refuses bad YAML: it names line and field, and nothing is changed.
    """
    load_django()
    from rondom.cli import setup_file

    try:
        console.print(setup_file.apply(file))
    except setup_file.SetupRefused as refusal:
        refuse(refusal)


@seed.command()
def scale(cases: Annotated[int, typer.Option(help="How many cases.", min=1)]) -> None:
    """Make many invented cases with their households, notes and professionals."""
    load_django()
    from rondom.cli.demo_city import make_cases

    try:
        make_cases(cases)
    except Exception as fault:
        if getattr(fault, "code", "") == "not_empty":
            refuse(fault)
        raise


@app.command()
def check(
    *,
    deploy: Annotated[bool, typer.Option(help="Also everything a place with real people must have.")] = False,
) -> None:
    """Check settings and database; with --deploy refuse, with a sentence each, what must not go live."""
    load_django()
    from django.core.management import call_command

    from rondom.cli import deploy_check

    call_command("check", "--fail-level", "WARNING")
    faults = deploy_check.faults() if deploy else deploy_check.database_faults()
    for fault in faults:
        console.print(f"- {fault}", markup=False, soft_wrap=True)
    if faults:
        refuse(f"{len(faults)} point(s) to solve before real people can use this.")
    console.print("Nothing to remark.")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the encrypted copy goes.")],
    key_file: Annotated[Path | None, typer.Option(help="File with the backup key.")] = None,
) -> None:
    """Write an encrypted copy of the whole database.

    Refuses without a key (RONDOM_BACKUP_KEY or --key-file), over an existing file, and on a server
    of your own without DATABASE_BACKUP_URL.
    """
    try:
        console.print(backups.backup(file, key=backups.key_from(key_file)))
    except backups.BackupRefused as refusal:
        refuse(refusal)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The encrypted copy.", exists=True, dir_okay=False)],
    key_file: Annotated[Path | None, typer.Option(help="File with the backup key.")] = None,
    *,
    yes: Annotated[bool, typer.Option(help="Replace what is in the database now.")] = False,
) -> None:
    """Put an encrypted copy back.

    Refuses a wrong key, a damaged file, and a database in use without --yes.
    """
    try:
        console.print(backups.restore(file, key=backups.key_from(key_file), replace=yes))
    except backups.BackupRefused as refusal:
        refuse(refusal)


# `--help` too goes to the benchmark itself: it knows its options.
@app.command(
    add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True}
)
def bench(context: typer.Context) -> None:
    """Measure pages against their goals (see docs/howto/measure-speed.md); prints a table, writes JSON."""
    import runpy
    import sys

    from rondom.cli.surroundings import ROOT

    script = ROOT / "tools" / "bench.py"
    if not script.exists():
        refuse("The benchmark is part of the source tree: run this from a clone of the repository.")
    sys.argv = [str(script), *context.args]
    runpy.run_path(str(script), run_name="__main__")


@app.command("prepare-demo", hidden=True)
def prepare_demo() -> None:
    """Fill the demo city and show its personas (the Django half of `demo`)."""
    load_django()
    from django.conf import settings

    from rondom.cli import demo_city

    demo_city.fill()
    demo_city.show_personas(settings.BASE_URL)


@app.command("move-clock", hidden=True)
def move_clock(seconds: int) -> None:
    """Move the demo clock (the Django half of `demo --clock`)."""
    load_django()
    from rondom.kernel import clock

    ahead = clock.move(timedelta(seconds=seconds))
    console.print(f"The demo clock now runs {ahead} ahead: {clock.now():%Y-%m-%d %H:%M} UTC.")


def run() -> None:
    """Entry point of `rondom`: what others can mend is said in a sentence, without a traceback."""
    try:
        app()
    except Exception as fault:
        if not (sentence := sentence_for(fault)):
            raise
        Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(sentence)
        raise SystemExit(1) from None


if __name__ == "__main__":
    run()
