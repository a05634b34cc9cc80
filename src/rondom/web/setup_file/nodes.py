"""Reading YAML without losing where everything stood.

PyYAML's safe tags only: a setup file can name no Python object. Aliases are refused, because a few
lines of them can stand for gigabytes, and because a value should stand where it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rondom.web.setup_file.refusals import SetupInvalid

LARGEST_FILE = 2_000_000
DEEPEST = 30
"""Groups within groups; the reader takes time and memory for each."""


@dataclass(frozen=True)
class Place:
    """A value with the line it stands on (from 1) and the path to it."""

    value: Any
    line: int
    name: str

    def refuse(self, explanation: str, **params: object) -> SetupInvalid:
        """The refusal that points here."""
        return SetupInvalid(line=self.line, name=self.name, explanation=explanation.format(**params))

    def child(self, key: str | int) -> Place:
        """The value under a key or at a position."""
        return self.value[key]  # type: ignore[no-any-return]

    def items(self) -> Iterator[Place]:
        """The entries of a list. Raises SetupInvalid when it is none."""
        if not isinstance(self.value, list):
            raise self.refuse(_("Give a list: every entry on a line of its own that begins with a dash."))
        yield from self.value

    def fields(self, *known: str, required: tuple[str, ...] = ()) -> dict[str, Place]:
        """The fields of a group. Raises SetupInvalid for a missing or unknown one."""
        if not isinstance(self.value, dict):
            raise self.refuse(_("Give fields with a name and a value."))
        for name, place in self.value.items():
            if name not in known:
                raise place.refuse(
                    _("This field does not exist here. Use one of: {names}."), names=", ".join(known)
                )
        for name in required:
            if name not in self.value:
                raise SetupInvalid(
                    line=self.line,
                    name=f"{self.name}.{name}" if self.name else name,
                    explanation=_("This field is missing."),
                )
        return self.value

    def plain(self) -> Any:
        """The value without places: lists, dictionaries and scalars."""
        if isinstance(self.value, dict):
            return {name: place.plain() for name, place in self.value.items()}
        if isinstance(self.value, list):
            return [place.plain() for place in self.value]
        return self.value

    def at_path(self, path: str) -> Place:
        """The deepest place along a dotted path that exists, to point as close as possible."""
        here = self
        for step in path.split("."):
            key: str | int = int(step) if step.isdigit() and isinstance(here.value, list) else step
            try:
                here = here.child(key)
            except (KeyError, IndexError, TypeError):
                return here
        return here


def read_yaml(path: Path) -> Place:
    """The whole file as places. Raises SetupInvalid: unreadable, too large, bad YAML, a field twice."""
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST_FILE:
            raise SetupInvalid(
                line=1, name=path.name, explanation=_("This file is too large for a setup file.")
            )
        text = raw.decode("utf-8-sig")
    except OSError:
        raise SetupInvalid(
            line=1, name=path.name, explanation=_("This file cannot be read. Check the name.")
        ) from None
    except UnicodeDecodeError:
        raise SetupInvalid(line=1, name=path.name, explanation=_("This file is not text in UTF-8.")) from None
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise SetupInvalid(
                    line=event.start_mark.line + 1 if event.start_mark else 1,
                    name=path.name,
                    explanation=_("Groups stand too deep inside each other here."),
                )
            if isinstance(event, yaml.AliasEvent):
                mark = event.start_mark
                raise SetupInvalid(
                    line=mark.line + 1 if mark else 1,
                    name=f"*{event.anchor}",
                    explanation=_("References (*) are not allowed in a setup file. Write the value out."),
                )
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        raise _bad_yaml(fault, path) from None
    if node is None:
        raise SetupInvalid(line=1, name=path.name, explanation=_("This file is empty."))
    return _place(node, "")


def _bad_yaml(fault: yaml.YAMLError, path: Path) -> SetupInvalid:
    mark = getattr(fault, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = getattr(fault, "problem", None) or str(fault).splitlines()[0]
    return SetupInvalid(
        line=line, name=path.name, explanation=_("This is not YAML: {problem}.").format(problem=problem)
    )


def _place(node: Node, name: str) -> Place:
    line = node.start_mark.line + 1
    if isinstance(node, MappingNode):
        return Place(_mapping(node, name), line, name)
    if isinstance(node, SequenceNode):
        return Place([_place(one, f"{name}.{i}") for i, one in enumerate(node.value)], line, name)
    if not isinstance(node, ScalarNode) or not node.tag.startswith("tag:yaml.org,2002:"):
        raise SetupInvalid(
            line=line, name=name, explanation=_("Only plain text, numbers, dates and yes or no.")
        )
    try:
        return Place(_scalar(node), line, name)
    except (yaml.YAMLError, ValueError):
        raise SetupInvalid(
            line=line, name=name, explanation=_("This value cannot be read. Write a day as 2026-01-31.")
        ) from None


def _mapping(node: MappingNode, name: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise SetupInvalid(line=line, name=name, explanation=_("The name of a field must be one word."))
        key = str(key_node.value)
        path = f"{name}.{key}" if name else key
        if key in found:
            raise SetupInvalid(line=line, name=path, explanation=_("This field is there twice. Use it once."))
        value = _place(value_node, path)
        # The line of the name, not of what is below it, is what a reader looks for.
        found[key] = Place(value.value, line, path)
    return found


def _scalar(node: ScalarNode) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node)
    finally:
        loader.dispose()
