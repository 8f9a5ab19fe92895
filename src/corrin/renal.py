"""Renal: filtration as laboratories estimate it, and as it usually is at an age."""

from __future__ import annotations

from typing import Any

import numpy as np


def ckd_epi(creatinine: Any, age: Any, sex: Any) -> Any:
    """eGFR (mL/min/1.73 m2) from creatinine (umol/L): CKD-EPI 2021, without race (inker2021).

    On one person's numbers, or on arrays of them.
    """
    woman = np.equal(sex, "female")
    low, slope = np.where(woman, 0.7, 0.9), np.where(woman, -0.241, -0.302)
    ratio = np.divide(creatinine, 88.4) / low
    found = 142.0 * np.minimum(ratio, 1.0) ** slope * np.maximum(ratio, 1.0) ** -1.2 * 0.9938**age
    found = found * np.where(woman, 1.012, 1.0)
    return found if np.ndim(found) else float(found)


def expected(age: float) -> float:
    """Typical eGFR at an age: 100 to 40 years, then 0.8 a year less (levey2009, from memory)."""
    return max(45.0, 100.0 - 0.8 * max(0.0, age - 40.0))
