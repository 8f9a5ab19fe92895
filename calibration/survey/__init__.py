"""The survey that calibrates the population: its adults, and what is estimated from them."""
