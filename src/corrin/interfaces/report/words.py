"""Words: numbers, names and shares as the report writes them."""

from __future__ import annotations

from corrin.catalog.markers import MARKERS
from corrin.inference.posterior import Band
from corrin.interfaces.output import significant
from corrin.marker import Marker

_SHORT = {"total-b12": "Total B12", "holotc": "HoloTC", "mma": "MMA", "homocysteine": "Homocysteine",
          "hb": "Haemoglobin", "mcv": "Cell volume (MCV)", "reticulocytes": "Reticulocytes"}  # fmt: skip
_UNITS = {"ug/d": "µg/d", "ug": "µg", "umol/L": "µmol/L", "ug/L": "µg/L", "ug/g": "µg/g", "1": "", "10*9/L": "10⁹/L",
          "mL/min/{1.73_m2}": "mL/min/1.73 m²"}  # fmt: skip


def short(id: str) -> str:
    """A marker's name, short enough for a picture."""
    return _SHORT.get(id) or MARKERS[id].name


def unit(id: str) -> str:
    """A marker's unit as it is printed."""
    marker = MARKERS[id]
    return printed(marker.unit) if isinstance(marker, Marker) else ""


def printed(symbol: str) -> str:
    """A unit as it is printed."""
    return _UNITS.get(symbol, symbol)


def measured(told: str) -> str:
    """A result such as "mma 4100 nmol/L" by the short name of its marker."""
    id, _, rest = told.partition(" ")
    value, _, symbol = rest.partition(" ")
    return " ".join((short(id), value, printed(symbol))).strip() if id in MARKERS else told


def number(value: float) -> str:
    """Three figures at most, without needless zeros behind the point."""
    if abs(value) >= 1000.0:
        return f"{float(f'{value:.3g}'):,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    if abs(value) >= 100.0 or value == 0.0:
        return f"{value:.0f}"
    return significant(value)


def spread(band: Band) -> str:
    """A band as its median and its ends."""
    return f"{number(band.q50)} ({number(band.q05)}–{number(band.q95)})"


def share(p: float) -> str:
    """A chance as a percentage, never 0 or 100."""
    if p < 0.01:
        return "<1 %"
    return ">99 %" if p > 0.99 else f"{p:.0%}".replace("%", " %")


def listed(words: list[str]) -> str:
    """Words with commas, and "and" before the last."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
