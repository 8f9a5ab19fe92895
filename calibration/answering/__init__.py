"""Answering: how well calibrated the answers of `corrin explain` are, on virtual people and on real ones."""
