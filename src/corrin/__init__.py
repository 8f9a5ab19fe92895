"""corrin: vitamin B12 in the human body, forwards and backwards."""

from importlib.metadata import version

__version__ = version("corrin")
