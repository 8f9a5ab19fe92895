"""Inference: the same body read backwards, from results and history to status, causes and advice."""

from corrin.inference.case import Catalogue
from corrin.inference.explain import Explanation, explain

__all__ = ["Catalogue", "Explanation", "explain"]
