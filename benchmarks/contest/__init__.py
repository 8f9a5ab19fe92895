"""The contest: the same people lived by several engines, measured side by side."""
