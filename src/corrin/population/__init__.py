"""Population: people as a country has them, drawn, lived to their age and measured."""

from corrin.population.crowd import Crowd, Had, drawn
from corrin.population.declare import Condition, Filtration, Finding, Habit, Population, Trait
from corrin.population.found import found, people
from corrin.population.joined import joined
from corrin.population.lived import Seen, lived_to
from corrin.population.measured import measured, set_point

__all__ = [
    "Condition", "Crowd", "Filtration", "Finding", "Habit", "Had", "Population", "Seen", "Trait", "drawn", "found",
    "joined", "lived_to", "measured", "people", "set_point",
]  # fmt: skip
