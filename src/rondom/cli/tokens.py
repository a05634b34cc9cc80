"""`rondom token`: keys for partner organizations' own systems."""

import importlib
from types import ModuleType
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from rondom.cli.surroundings import load_django

app = typer.Typer(help="Bearer tokens of partner organisations.", no_args_is_help=True)
console = Console(highlight=False)


def _module(name: str) -> ModuleType:
    load_django()
    return importlib.import_module(f"rondom.interop.{name}")


@app.command()
def create(organization: Annotated[str, typer.Argument(help="The organisation's slug.")]) -> None:
    """Make a token for an organisation: shown once, stored as a hash only.

    Refuses an unknown slug.
    """
    commands = _module("commands")
    from rondom.access.context import system_actor
    from rondom.kernel import clock
    from rondom.kernel.refusals import Refusal

    try:
        token = commands.create_token(
            actor=system_actor("token command"), organization_slug=organization, at=clock.now()
        )
    except Refusal as refusal:
        console.print(str(refusal), markup=False)
        raise typer.Exit(1) from None
    typer.echo(token)


@app.command()
def revoke(token_id: Annotated[str, typer.Argument(help="The number that `token list` shows.")]) -> None:
    """End a token at once. Refuses a number that does not exist."""
    commands = _module("commands")
    from rondom.access.context import system_actor
    from rondom.kernel import clock
    from rondom.kernel.refusals import Refusal

    try:
        commands.revoke_token(actor=system_actor("token command"), token_id=token_id, at=clock.now())
    except Refusal as refusal:
        console.print(str(refusal), markup=False)
        raise typer.Exit(1) from None
    console.print("The token no longer works.")


@app.command("list")
def list_tokens() -> None:
    """Show every token: whose it is, since when, last used, ended. Never the token itself."""
    queries = _module("queries")
    from rondom.access.context import acting_as, system_actor
    from rondom.kernel import clock

    at = clock.now()
    table = Table("Number", "Organisation", "Made", "Last used", "Ended")
    with acting_as(system_actor("token command"), at=at):
        for token in queries.tokens(at=at):
            table.add_row(*(str(value or "") for value in token))
    console.print(table)
