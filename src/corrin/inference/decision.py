"""Decision: what a clinician would do at a chance of deficiency, and what would make it another decision."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEAVE, LOOK, TREAT, TREAT_FOR_GOOD = range(4)
LOOK_FROM = 0.08
TREAT_FROM = 0.30
"""Halfway, in log odds, between the chances of a raised methylmalonate at a total B12 that guidelines leave alone
(4.1 %), look into (13.5 %) and treat (56 %)."""
CLEARLY = 1.5  # factor in odds under which a chance that crosses a border has not moved enough to act on
FOR_GOOD_FROM = 0.5  # chance of a cause that does not go: for life, or while the cause lasts


class Chances(NamedTuple):
    """Chances of deficiency and of a cause of it that does not go, of any one shape."""

    deficient: Array
    lasting: Array


def turned(before: Chances, after: Chances) -> NDArray[np.bool_]:
    """Where the decision is another one after than before, and the chance behind it has clearly moved."""
    held, new = decided(*before), decided(*after)
    same_course = np.minimum(held, TREAT) == np.minimum(new, TREAT)
    moved = np.where(
        same_course, _moved(before.lasting, after.lasting), _moved(before.deficient, after.deficient)
    )
    return (held != new) & (moved >= np.log(CLEARLY))


def _moved(before: Array, after: Array) -> Array:
    """Change of log odds, as a size."""
    one, two = (np.clip(each, 1e-9, 1.0 - 1e-9) for each in (before, after))
    return np.abs(np.log(two / (1.0 - two)) - np.log(one / (1.0 - one)))


def decided(deficient: Array, lasting: Array) -> NDArray[np.int64]:
    """Which decision, at chances of deficiency and of a cause of it that does not go, of any shape."""
    course = (deficient >= LOOK_FROM).astype(np.int64) + (deficient >= TREAT_FROM)
    return course + ((course == TREAT) & (lasting >= FOR_GOOD_FROM))
