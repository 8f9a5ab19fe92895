"""Contradictions: a record whose facts cannot be of one body is refused, with the place of the fact."""

from __future__ import annotations

from collections.abc import Mapping

from corrin.errors import InputError
from corrin.person import Person

_OF_WOMEN = ("pregnancy", "breastfeeding")


def consistent(person: Person, places: Mapping[object, str] | None = None) -> Person:
    """The person, if no condition contradicts the sex of the body.

    Args:
        person: whose facts are compared.
        places: where each part stands in the input, for the error.

    Raises:
        InputError: pregnancy or breastfeeding in a male.
    """
    for each in person.conditions:
        if person.sex == "male" and each.id in _OF_WOMEN:
            said = (
                f"{each.id} and sex male contradict each other; sex is that of the body: correct one of the two, "
                "or the record is of two persons"
            )
            raise InputError(said, (places or {}).get(each, ""))
    return person
