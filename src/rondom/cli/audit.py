"""`rondom audit`: prove that the log was not changed, and write its heads for keeping elsewhere."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rondom.cli.surroundings import load_django

app = typer.Typer(
    help="The log: verify its chain, and write its heads to keep elsewhere.", no_args_is_help=True
)
console = Console(highlight=False, markup=False, soft_wrap=True)
NAME = "audit command"


@app.command()
def verify(
    anchor: Annotated[
        Path | None,
        typer.Option(help="Heads written earlier by `rondom audit heads`.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Recompute the hash chain of the log; ends with status 1 and names the first bad row.

    With --anchor a chain that was rewritten or cut as a whole is found too.
    """
    load_django()
    from rondom.access.context import acting_as, system_actor
    from rondom.audit import retention, seal
    from rondom.kernel import clock

    try:
        anchors = heads_in(anchor) if anchor else None
    except (ValueError, TypeError, AttributeError):
        console.print("The anchor file does not hold heads: write one with `rondom audit heads --out FILE`.")
        raise typer.Exit(1) from None
    with acting_as(system_actor(NAME), at=clock.now()):
        checked, fault = seal.verify(anchors)
        fault = fault or retention.unexplained()
        removed = retention.trims()
    if fault:
        console.print(
            f"The log was changed: chain {fault.chain}, link {fault.number}, "
            f"row {fault.event_id}: {fault.why}."
        )
        raise typer.Exit(1)
    console.print(f"The log is whole: {checked} rows verified.")
    if removed:
        last = removed[0]
        console.print(f"Rows of before {last.before:%Y-%m-%d} were removed after their term.")


def heads_in(file: Path) -> dict[str, tuple[int, str]]:
    """What `rondom audit heads` wrote. Raises ValueError, TypeError or AttributeError for anything else."""
    found = json.loads(file.read_text())
    read = {str(chain): (number, digest) for chain, (number, digest) in found.items()}
    if any(type(number) is not int or not isinstance(digest, str) for number, digest in read.values()):
        raise ValueError("a head is a number and a digest")
    return read


@app.command()
def heads(
    out: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
) -> None:
    """Seal what is new and write the head of every chain as JSON, to keep where no operator can write."""
    load_django()
    from rondom.access.context import acting_as, system_actor
    from rondom.audit import seal
    from rondom.kernel import clock

    at = clock.now()
    with acting_as(system_actor(NAME), at=at):
        seal.seal_all(at=at)
        text = json.dumps(seal.heads(), indent=1, sort_keys=True)
    if out:
        out.write_text(text + "\n")
    else:
        typer.echo(text)
