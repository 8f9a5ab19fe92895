"""The engine: lives bodies through their causes, doses and changes of diet."""

from corrin.engine.cohort import Cohort, numbers
from corrin.engine.life import Change, Life
from corrin.engine.lived import FINE, RELATIVE, Failure, Lived, SolverError, live, lived
from corrin.engine.program import STATES
from corrin.engine.rest import rest, rests

__all__ = [
    "FINE", "RELATIVE", "STATES", "Change", "Cohort", "Failure", "Life", "Lived", "SolverError",
    "live", "lived", "numbers", "rest", "rests",
]  # fmt: skip
