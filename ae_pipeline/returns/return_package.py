"""What a return's package is: its name, the submissions a month reads, and parts loaded when used.

Here: how the stages find a return's tables, rules, facts and people. Importing a package itself
loads none of them, so that a plan of a month costs little.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ae_pipeline.facts.history import NEWEST, History

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.facts.declaration import Facts
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.declared import DeclaredReturn
    from ae_pipeline.returns.people import People


@dataclass(frozen=True)
class ReturnPackage:
    """A return, as the module ``returns.<name>`` declares it in ``RETURN``.

    Attributes:
        module: of the package: ``ae_pipeline.returns.cin``.
        history: which submissions a month reads.
    """

    module: str
    history: History = NEWEST

    @property
    def name(self) -> str:
        """Folder and asset name: ``cin``."""
        return self.module.rpartition(".")[2]

    @property
    def folder(self) -> Path:
        """Where the package's modules are."""
        return Path(str(import_module(self.module).__file__)).parent

    @property
    def contract(self) -> DeclaredReturn:
        """Tables, codes, rules and forms of files: ``contract.<NAME>``."""
        contract: DeclaredReturn = _part(self.module, "contract", self.name.upper())
        return contract

    @property
    def facts(self) -> Facts | None:
        """The fact tables that it fills: ``facts.FACTS``; none where no measure reads it."""
        facts: Facts | None = _part(self.module, "facts", "FACTS")
        return facts

    @property
    def people(self) -> People | None:
        """Where it names people, groups and what other returns say too: ``people.PEOPLE``."""
        people: People | None = _part(self.module, "people", "PEOPLE")
        return people

    def submissions_read(self, landed: Sequence[Month], month: Month) -> list[Month]:
        """Months of the submissions that a month reads, oldest first.

        Args:
            landed: months of all submissions, oldest first.
            month: reporting month; later submissions are not read.
        """
        return self.history.choose([each for each in landed if each <= month], month)


@cache
def _part(package: str, module: str, attribute: str) -> Any:
    """An object of a module of a package; None if the package has no such module."""
    name = f"{package}.{module}"
    return None if find_spec(name) is None else getattr(import_module(name), attribute)
