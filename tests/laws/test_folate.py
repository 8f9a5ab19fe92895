"""Folate: what MTHFR 677 TT does to homocysteine depends on the folate that there is."""

from __future__ import annotations

import pytest
from bodies import SEEDS, body, harmed

from corrin.catalog.traits import MTHFR
from corrin.cause import Lesion
from corrin.engine import rest
from corrin.physiology.body import Body
from corrin.physiology.cell import Cell
from corrin.physiology.diet import Diet

_SCARCE, _RICH = (
    Lesion(Diet.folate, times=0.6),
    Lesion(Diet.folate, times=2.0),
)  # no flour fortified; flour and pills
_SLOWER_ENZYME = (Lesion(Cell.remethylation, times=0.8),)


def raised(person: Body, lesions: tuple[Lesion, ...]) -> float:
    """Homocysteine with these lesions as a part of that without."""
    return rest(harmed(person, *lesions)).homocysteine / rest(person).homocysteine


def matters_where_folate_is_scarce(person: Body, lesions: tuple[Lesion, ...]) -> bool:
    scarce, rich = (raised(harmed(person, eaten), lesions) for eaten in (_SCARCE, _RICH))
    return 1.0 < rich < 1.2 and scarce - 1.0 > 3.0 * (rich - 1.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gene_matters_where_folate_is_scarce(seed: int) -> None:
    assert matters_where_folate_is_scarce(body(seed), MTHFR.lesions)


def test_a_gene_that_folate_does_not_mend_would_be_found() -> None:
    assert not matters_where_folate_is_scarce(body(0), _SLOWER_ENZYME)
