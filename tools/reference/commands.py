"""The page of the command ``ae``: each command's own help."""

from __future__ import annotations

from importlib.metadata import entry_points

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from tools.reference import markdown as md

_PROGRAM = "ae"


def page() -> str:
    """The page, of the command that is installed.

    It is found as an installed program is: what people type stands above this package, which
    must not import it.
    """
    (installed,) = entry_points(group="console_scripts", name=_PROGRAM)
    group = get_command(installed.load())
    if not isinstance(group, TyperGroup):
        raise TypeError(f"{_PROGRAM} has no commands")
    return md.page(
        f"The command `{_PROGRAM}`",
        f"{md.prose(group.help or '')} `{_PROGRAM} COMMAND --help` says what stands here.",
        md.table(
            ("Exit code", "Meaning"),
            (
                ("0", "done"),
                ("1", "a blocking check failed, or a step could not finish"),
                ("2", "wrong usage or configuration"),
            ),
        ),
        *(
            block
            for name, command in group.commands.items()
            if isinstance(command, TyperCommand)
            for block in _command(name, command)
        ),
    )


def _command(name: str, command: TyperCommand) -> list[str]:
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    options = [each for each in command.params if isinstance(each, TyperOption)]
    usage = " ".join([_PROGRAM, name, *(_placeholder(each) for each in arguments), "[OPTIONS]"])
    parts = [f"## {_PROGRAM} {name}", f"```text\n{usage}\n```", md.prose(command.help or "")]
    rows = [
        *((md.code(_placeholder(each)), "required", each.help or "") for each in arguments),
        *((md.code(_option(each)), _need(each), each.help or "") for each in options),
    ]
    if rows:
        parts.append(md.table(("", "Default", ""), rows))
    if command.epilog:
        parts.append(command.epilog)
    return parts


def _placeholder(argument: TyperArgument) -> str:
    return argument.metavar or str(argument.name).upper()


def _option(option: TyperOption) -> str:
    name = option.opts[0]
    kind = option.type_descriptor.annotation
    if kind is bool:
        return name
    return f"{name} {option.metavar or kind.__name__.upper()}"


def _need(option: TyperOption) -> str:
    if option.required:
        return "required"
    without = option.default is None or option.default is False
    return "" if without else str(option.default)
