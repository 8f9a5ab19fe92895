"""Decision: what a clinician would do at a chance of deficiency, and what would make it another decision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

LEAVE, LOOK, TREAT, TREAT_FOR_GOOD = range(4)
LOOK_FROM = 0.08
TREAT_FROM = 0.30
"""Halfway, in log odds, between the chances of a raised methylmalonate at a total B12 that guidelines leave alone
(4.1 %), look into (13.5 %) and treat (56 %)."""
FOR_GOOD_FROM = 0.5  # chance of a cause that does not go: for life, or while the cause lasts


def decided(deficient: Array, lasting: Array) -> NDArray[np.int64]:
    """Which decision, at chances of deficiency and of a cause of it that does not go, of any shape."""
    course = (deficient >= LOOK_FROM).astype(np.int64) + (deficient >= TREAT_FROM)
    return course + ((course == TREAT) & (lasting >= FOR_GOOD_FROM))
