"""corrin: vitamin B12 in the human body, forwards and backwards."""

__version__ = "0.1.0"
