"""The engine: lives one body through its causes, doses and changes of diet."""

from corrin.engine.life import Change, Life
from corrin.engine.rest import rest
from corrin.engine.solver import RELATIVE, SolverError, live

__all__ = ["RELATIVE", "Change", "Life", "SolverError", "live", "rest"]
