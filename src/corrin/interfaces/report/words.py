"""Words: numbers, names and shares as the report writes them."""

from __future__ import annotations

from corrin.catalog.markers import MARKERS
from corrin.inference.posterior import Band
from corrin.marker import Marker

_SHORT = {"total-b12": "Total B12", "holotc": "HoloTC", "mma": "MMA", "homocysteine": "Homocysteine",
          "hb": "Haemoglobin", "mcv": "Cell volume (MCV)", "reticulocytes": "Reticulocytes", "rdw": "RDW", "ldh": "LDH",
          "bilirubin": "Bilirubin", "gastrin": "Gastrin", "folate": "Serum folate", "folate-rbc": "Red-cell folate",
          "egfr": "eGFR", "crp": "CRP", "hypersegmentation": "Neutrophils of 5 lobes or more",
          "anti-if": "IF antibody", "calprotectin": "Calprotectin", "h-pylori-stool": "H. pylori, stool",
          "h-pylori-serology": "H. pylori, serum", "ttg-iga": "tTG IgA"}  # fmt: skip
_UNITS = {"ug/d": "µg/d", "ug": "µg", "umol/L": "µmol/L", "ug/L": "µg/L", "ug/g": "µg/g", "1": "", "10*9/L": "10⁹/L",
          "mL/min/{1.73_m2}": "mL/min/1.73 m²"}  # fmt: skip


_PROPER = ("Crohn", "Helicobacter", "Imerslund", "Roux")


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
    if id not in MARKERS:
        return told
    if isinstance(MARKERS[id], Marker):
        bare = value.lstrip("<>")
        value = value.removesuffix(bare) + number(float(bare))
    return f"{short(id)} {value} {printed(symbol)}".strip()


def inside(name: str) -> str:
    """A name of a cause as it stands inside a sentence."""
    return name if name.startswith(_PROPER) else name[0].lower() + name[1:]


def number(value: float) -> str:
    """Three figures at most, without needless zeros behind the point."""
    if abs(value) >= 1000.0:
        return f"{float(f'{value:.3g}'):,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    if 0.0 < value < 0.005:
        return "<0.01"
    places = 0 if abs(value) >= 99.95 or value == 0.0 else 1 if abs(value) >= 9.995 else 2
    return f"{value:.{places}f}"


def spread(band: Band) -> str:
    """A band as its median and its ends."""
    return f"{number(band.q50)} ({number(band.q05)}–{number(band.q95)})"


def share(p: float) -> str:
    """A chance as a percentage, never 0 or 100."""
    if p < 0.01:
        return "<1 %"
    return ">99 %" if p > 0.99 else f"{p:.0%}".replace("%", " %")


def listed(words: list[str], link: str = "and") -> str:
    """Words with commas, and `link` before the last."""
    return f" {link} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
