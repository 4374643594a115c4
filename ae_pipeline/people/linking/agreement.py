"""When two rows that share a number cannot be about the same person.

Not here: what is done about it (``certain``), or how alike two rows without a shared number
must be (``probable``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from ae_pipeline.people.linking.identities import DATE, codes

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from ae_pipeline.people.linking.components import Rows

    Flags = npt.NDArray[np.bool_]

_DIGITS = 10 ** np.arange(8)


@dataclass(frozen=True)
class Profiles:
    """What is compared of each row, as numbers; -1 is not known.

    Attributes:
        born: date of birth as the number 20120305.
        sex: unspecified (U) is not known.
        names: keys and sounds, by column.
    """

    born: Rows
    sex: Rows
    names: dict[str, Rows]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Self:
        """The profiles of identity rows."""
        born = rows[DATE].dt
        number = born.year * 10_000 + born.month * 100 + born.day
        names = ("forename_key", "forename_sound", "surname_key", "surname_sound")
        return cls(
            born=number.fillna(-1).to_numpy(dtype=np.intp),
            sex=codes(rows["sex"].where(rows["sex"].isin(["M", "F"]))),
            names={name: codes(rows[name]) for name in names},
        )

    def conflict(self, one: Rows, other: Rows) -> Flags:
        """Whether two rows are about two people, though they share a number.

        They are born on different days, and either differ in sex and (where known) in name, or
        have forenames that even sound different while the dates are not a slip of each other.
        The latter because half of all mistyped numbers hit a child of the same sex, and the
        number of a brother or sister one of the same surname.
        """
        born, born_other = self.born[one], self.born[other]
        dates = _differ(born, born_other)
        forenames = self._name_differs("forename", one, other)
        comparable = self._known("forename_key", one, other)
        surnames = self._name_differs("surname", one, other) | ~self._known(
            "surname_key", one, other
        )
        names = np.where(comparable, forenames, surnames)
        by_sex = _differ(self.sex[one], self.sex[other]) & names
        found: Flags = dates & (by_sex | (forenames & ~_slip(born, born_other)))
        return found

    def _known(self, name: str, one: Rows, other: Rows) -> Flags:
        known: Flags = (self.names[name][one] >= 0) & (self.names[name][other] >= 0)
        return known

    def _name_differs(self, name: str, one: Rows, other: Rows) -> Flags:
        """Whether both are known, and differ in the name and in its sound."""
        key, sound = self.names[f"{name}_key"], self.names[f"{name}_sound"]
        alike = self._known(f"{name}_sound", one, other) & (sound[one] == sound[other])
        differs: Flags = _differ(key[one], key[other]) & ~alike
        return differs


def _differ(one: Rows, other: Rows) -> Flags:
    differ: Flags = (one >= 0) & (other >= 0) & (one != other)
    return differ


def _slip(one: Rows, other: Rows) -> Flags:
    """Whether of two dates (20120305) one digit differs, or day and month changed places."""
    digits = (one[:, None] // _DIGITS) % 10 != (other[:, None] // _DIGITS) % 10
    swapped = one // 10_000 * 10_000 + one % 100 * 100 + one // 100 % 100
    return np.asarray((digits.sum(axis=1) == 1) | (swapped == other))
