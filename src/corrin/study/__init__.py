"""Study: what a paper reports, as a virtual trial: who took part, what was done, what was found."""

from corrin.study.declare import Arm, Exposure, Group, Keep, Mix, Observed, Study
from corrin.study.procedure import Absorbed, Urine
from corrin.study.quantity import (
    Age,
    At,
    Change,
    Combined,
    Has,
    Injected,
    PercentChange,
    Quantity,
    Read,
    Score,
    Severity,
    Years,
)  # fmt: skip
from corrin.study.spread import Ci, Iqr, Range, Sd, Sem, Spread
from corrin.study.time import Peak, Reached, Risen

__all__ = [
    "Absorbed", "Age", "Arm", "At", "Change", "Ci", "Combined", "Exposure", "Group", "Has", "Injected", "Iqr", "Keep",
    "Mix", "Observed", "Peak", "PercentChange", "Quantity", "Range", "Reached", "Read", "Risen", "Score", "Sd", "Sem",
    "Severity", "Spread", "Study", "Urine", "Years",
]  # fmt: skip
