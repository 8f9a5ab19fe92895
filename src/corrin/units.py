"""Units: a closed table for declared numbers and one for each analyte; anything else is refused."""

from __future__ import annotations

from typing import NamedTuple

from corrin.errors import InputError, unknown

COBALAMIN = 1355.37  # g/mol, cyanocobalamin; all forms are booked as this one molar mass
DAYS_A_YEAR = 365.25
PMOL_PER_UG = 1e6 / COBALAMIN

_SAME = (
    "1 1/d d L L/d pmol pmol/d pmol/L L/pmol/d 1/d/pmol nmol nmol/L nmol/d umol umol/d umol/L mg mg/d mg/g "
    "mg.L/ug ug/L Tcell/L/d Tcell/L mL/Tcell fL g/mL g/L g g/d 10*9/L 10*12/L U/L kg cm 1/cm"
)

_DECLARED: dict[str, tuple[float, str]] = {unit: (1.0, unit) for unit in _SAME.split()} | {
    "%": (0.01, "1"),
    "1/h": (24.0, "1/d"),
    "1/y": (1 / DAYS_A_YEAR, "1/d"),
    "h": (1 / 24, "d"),
    "min": (1 / 1440, "d"),
    "y": (DAYS_A_YEAR, "d"),
    "L/h": (24.0, "L/d"),
    "mL/min": (1.44, "L/d"),
}

_COBALAMIN: dict[str, tuple[float, str]] = {
    "pg": (PMOL_PER_UG * 1e-6, "pmol"), "ng": (PMOL_PER_UG * 1e-3, "pmol"), "ug": (PMOL_PER_UG, "pmol"),
    "mg": (PMOL_PER_UG * 1e3, "pmol"), "nmol": (1e3, "pmol"), "pmol": (1.0, "pmol"),
    "ug/h": (PMOL_PER_UG * 24, "pmol/d"), "ug/d": (PMOL_PER_UG, "pmol/d"), "mg/d": (PMOL_PER_UG * 1e3, "pmol/d"),
    "nmol/d": (1e3, "pmol/d"), "pmol/d": (1.0, "pmol/d"), "pmol/L": (1.0, "pmol/L"),
    "pg/mL": (PMOL_PER_UG * 1e-3, "pmol/L"), "ng/L": (PMOL_PER_UG * 1e-3, "pmol/L"),
}  # fmt: skip


def to_internal(value: float, unit: str, of: str | None = None) -> tuple[float, str]:
    """A declared number in internal units (pmol, L, day).

    Args:
        value: the number as its source prints it.
        unit: the unit as printed, from the closed table.
        of: "cobalamin" turns masses and moles of cobalamin into pmol; empty or None for all else.

    Returns:
        The value in the internal unit, and that unit.

    Raises:
        InputError: the unit, or the substance, is not in the table.
    """
    if of not in (None, "", "cobalamin"):
        raise InputError(unknown("substance", str(of), ["cobalamin"]))
    table = _COBALAMIN if of else _DECLARED
    if unit not in table:
        raise InputError(unknown(f"unit of {of}" if of else "unit", unit, table))
    factor, internal = table[unit]
    return value * factor, internal


# g/mol; folate as folic acid, gastrin as G-17
_MOLAR = {"mma": 118.088, "homocysteine": 135.19, "folate": 441.4, "creatinine": 113.12,
          "bilirubin": 584.66, "gastrin": 2100.0}  # fmt: skip
_HAEMOGLOBIN_MONOMER = 16.114  # g/mmol


class Analyte(NamedTuple):
    """How one marker may be reported.

    `factors` multiply a value in the spelled unit into `unit`. Beyond `possible` no body goes, so the value
    is a slip of unit or pen; `usual` is where patients are, and is used only to word an error.
    `limit_units` are makers' units that mean nothing without the upper limit printed beside the result.
    """

    unit: str
    factors: dict[str, float]
    possible: tuple[float, float]
    usual: tuple[float, float]
    refused: dict[str, str] = {}
    limit_units: tuple[str, ...] = ()
    words: bool = False  # reported as positive or negative


def _units(*groups: tuple[float, str]) -> dict[str, float]:
    return {unit: factor for factor, units in groups for unit in units.split()}


_URINE = "that is urine methylmalonate; corrin reads serum or plasma methylmalonate"
_COUNT = _units(
    (1.0, "10*9/L 10*3/uL 10*3/mm3 K/uL K/mm3 G/L giga/L thou/uL thousand/uL th/uL tsd/uL"),
    (1e-3, "/uL cells/uL /mm3 cells/mm3 10*6/L"),
)
_PERCENT = _units((1.0, "% percent"))
_B12 = _units((1.0, "pmol/L"), (PMOL_PER_UG / 1000, "pg/mL ng/L"))
_LIMIT_UNITS = tuple(
    "U/mL IU/mL AU/mL arb'U/mL RU/mL kU/L U/L units EliAU/mL CU index ratio S/CO % ‰ DOB".split()
)


def _mass(marker: str, *groups: tuple[float, str]) -> dict[str, float]:
    """Factors to moles from mass units given as multiples of 1 mg/L, as umol/L."""
    return {unit: 1000 / _MOLAR[marker] * scale for unit, scale in _units(*groups).items()}


def _yes_or_no() -> Analyte:
    return Analyte("xULN", _units((1.0, "xULN")), (0.0, 1e4), (0.0, 100.0), {}, _LIMIT_UNITS, True)


ANALYTES: dict[str, Analyte] = {
    "total-b12": Analyte("pmol/L", dict(_B12), (1, 1e6), (30, 2000)),
    "holotc": Analyte("pmol/L", dict(_B12), (0.1, 1e5), (3, 300)),  # by mass: of cobalamin, not protein
    "mma": Analyte(
        "nmol/L",
        _units((1.0, "nmol/L"), (1e3, "umol/L nmol/mL")) | _mass("mma", (1.0, "ug/L ng/mL")),
        (5, 2e6), (40, 20000),
        {unit: _URINE for unit in ("mmol/mol{creat}", "umol/mmol{creat}", "ug/mg{creat}", "mg/g{creat}",
                                   "mmol/mol", "mg/g")},
    ),
    "homocysteine": Analyte(
        "umol/L", _units((1.0, "umol/L nmol/mL")) | _mass("homocysteine", (1.0, "mg/L"), (1e-3, "ug/L")),
        (0.5, 1000), (3, 200),
    ),
    "folate": Analyte(
        "nmol/L", _units((1.0, "nmol/L")) | _mass("folate", (1.0, "ng/mL ug/L")), (0.1, 5000), (2, 100)
    ),
    "folate-rbc": Analyte(
        "nmol/L", _units((1.0, "nmol/L")) | _mass("folate", (1.0, "ng/mL ug/L")), (10, 10000), (100, 3000)
    ),
    "hb": Analyte(
        "g/L",
        _units((1.0, "g/L"), (10.0, "g/dL gm/dL g/100mL g%"), (_HAEMOGLOBIN_MONOMER, "mmol/L")),
        (10, 260), (30, 200),
    ),
    "mcv": Analyte("fL", _units((1.0, "fL um3 um*3")), (30, 200), (50, 150)),
    "rdw": Analyte(
        "%", dict(_PERCENT), (5, 60), (10, 40),
        {"fL": "that is RDW-SD, another quantity; corrin reads RDW-CV in %"},
    ),
    "reticulocytes": Analyte(
        "%", _PERCENT | _units((1.0, "/100rbc /100rbcs"), (0.1, "‰ /1000rbc")), (0, 60), (0.1, 30),
        {unit: "that is the absolute count, another quantity; corrin reads reticulocytes in % of red cells"
         for unit in _COUNT},
    ),
    "platelets": Analyte("10*9/L", dict(_COUNT), (0, 5000), (10, 1000)),
    "neutrophils": Analyte(
        "10*9/L", dict(_COUNT), (0, 200), (0.2, 30),
        {"%": "that is a share of white cells, another quantity; corrin reads the absolute count in 10*9/L"},
    ),
    "hypersegmentation": Analyte("%", dict(_PERCENT), (0, 100), (0, 100)),
    "ldh": Analyte("U/L", _units((1.0, "U/L IU/L"), (60.0, "ukat/L")), (20, 50000), (80, 10000)),
    "bilirubin": Analyte(
        "umol/L", _units((1.0, "umol/L")) | _mass("bilirubin", (10.0, "mg/dL"), (1.0, "mg/L")),
        (0.5, 1500), (2, 200),
    ),
    "ferritin": Analyte("ug/L", _units((1.0, "ug/L ng/mL"), (10.0, "ug/dL")), (0.1, 200000), (2, 3000)),
    "creatinine": Analyte(
        "umol/L",
        _units((1.0, "umol/L"), (1e3, "mmol/L")) | _mass("creatinine", (10.0, "mg/dL"), (1.0, "mg/L")),
        (5, 5000), (30, 1500),
    ),
    "egfr": Analyte(
        "mL/min/{1.73_m2}",
        _units((1.0, "mL/min/{1.73_m2} mL/min/1.73.m2 mL/min/1.73m*2 mL/min/173cm2"),
               (60.0, "mL/s/{1.73_m2}")),
        (0, 300), (3, 150),
        {"mL/min": "a clearance not scaled to body surface is another quantity; if it is scaled, "
                   "write unit: mL/min/1.73m2"},
    ),
    "gastrin": Analyte(
        "pmol/L", _units((1.0, "pmol/L")) | _mass("gastrin", (1.0, "pg/mL ng/L")), (0.5, 1e5), (2, 2000)
    ),
    "pepsinogen-1": Analyte("ug/L", _units((1.0, "ug/L ng/mL")), (0.1, 2000), (2, 400)),
    "pepsinogen-ratio": Analyte("1", _units((1.0, "1 ratio")), (0.01, 100), (0.2, 20)),
    **{id: _yes_or_no() for id in ("anti-if", "anti-parietal", "h-pylori-stool", "h-pylori-breath",
                                   "h-pylori-serology", "ttg-iga")},
    "calprotectin": Analyte("ug/g", _units((1.0, "ug/g mg/kg")), (0, 50000), (5, 6000)),
    "crp": Analyte("mg/L", _units((1.0, "mg/L"), (10.0, "mg/dL"), (1e-3, "ug/L")), (0, 1000), (0.1, 400)),
}  # fmt: skip

_POSITIVE = frozenset(
    "positive pos + ++ +++ detected present reactive abnormal yes true strongly-positive "
    "weakly-positive weak-positive positiv".split()
)
_NEGATIVE = frozenset(
    "negative neg - not-detected absent non-reactive nonreactive normal no false none-detected "
    "undetected not-present negativ".split()
)
_EQUIVOCAL = frozenset("equivocal borderline indeterminate inconclusive doubtful gray-zone grey-zone".split())


def fold(unit: str) -> str:
    """One spelling of a unit: micro signs, powers, brackets, spaces and case made alike."""
    text = "".join(unit.split()).lower()
    for old, new in (("µ", "u"), ("μ", "u"), ("mcg", "ug"), ("mcl", "ul"), ("²", "2"), ("³", "3"),
                     ("⁹", "*9"), ("^", "*"), ("**", "*"), ("[iu]", "iu"), ("cumm", "mm3"),
                     ("{", ""), ("}", ""), ("[", ""), ("]", ""), ("_", ""), ("10e", "10*"),
                     ("/day", "/d"), ("litre", "l"), ("liter", "l")):  # fmt: skip
        text = text.replace(old, new)
    return text.removeprefix("x") if text.startswith("x10") else text


_FOLDED = {  # "g/l" is grams, so giga has to be written G
    marker: {fold(unit): factor for unit, factor in known.factors.items() if unit != "G/L"}
    for marker, known in ANALYTES.items()
}


def analyte(marker: str) -> Analyte:
    """How a marker may be reported. InputError for an unknown id, with the nearest ones."""
    if marker not in ANALYTES:
        raise InputError(unknown("test", marker, ANALYTES))
    return ANALYTES[marker]


def scale(marker: str, unit: str) -> float | None:
    """The factor from a unit to the marker's canonical unit; None when the unit is not in its table."""
    known, folded = analyte(marker), fold(unit)
    if not folded:
        return 1.0 if "1" in known.factors else None
    return known.factors.get(unit.strip(), _FOLDED[marker].get(folded))


def canonical(marker: str, value: float, unit: str, reference: float | None = None) -> float:
    """A laboratory value in the canonical unit of its marker.

    Args:
        marker: a marker id, such as "total-b12".
        value: the number as reported.
        unit: its unit, UCUM or everyday spelling; "" is refused with the readings it could have.
        reference: the upper limit of normal in the same unit, for makers' units (antibodies, ttg-iga).

    Returns:
        The value in `ANALYTES[marker].unit`; for makers' units, in multiples of the upper limit.

    Raises:
        InputError: unknown marker or unit, no unit, or a value no body can have.
    """
    known = analyte(marker)
    number = value * _factor(marker, known, value, unit, reference)
    low, high = known.possible
    if not low <= number <= high:
        raise InputError(
            f"{marker} {value:g} {unit} ({_shown(number)} {known.unit}) is impossible: the range is {low:g} "
            f"to {high:g} {known.unit}{_advice(marker, value, ', unless it was ')}"
        )
    return number


def positive(marker: str, word: str) -> bool | None:
    """A result in words: True positive, False negative, None equivocal; InputError for anything else."""
    analyte(marker)
    told = "-".join(word.strip().lower().split())
    for meaning, words in ((True, _POSITIVE), (False, _NEGATIVE), (None, _EQUIVOCAL)):
        if told in words:
            return meaning
    raise InputError(f"{marker} {word!r} is not understood; write positive, negative or equivocal")


def readings(marker: str, value: float) -> tuple[str, ...]:
    """What a number without a unit could mean: one text for each unit in which it would be usual."""
    known = analyte(marker)
    seen: dict[float, str] = {}
    for unit, factor in known.factors.items():
        number = value * factor
        if factor not in seen and known.usual[0] <= number <= known.usual[1]:
            same = factor == 1.0
            seen[factor] = f"{value:g} {unit}" + ("" if same else f" (= {_shown(number)} {known.unit})")
    return tuple(seen.values())


def _factor(marker: str, known: Analyte, value: float, unit: str, reference: float | None) -> float:
    factor = scale(marker, unit)
    if factor is not None:
        return factor
    folded = fold(unit)
    if not folded:
        raise InputError(f"{marker} {value:g} has no unit{_advice(marker, value, ': it could be ')}")
    for spelled, why in known.refused.items():
        if fold(spelled) == folded:
            raise InputError(f"{marker} {value:g} {unit}: {why}")
    if folded not in map(fold, known.limit_units):
        raise InputError(unknown(f"unit of {marker}", unit, known.factors))
    if reference and reference > 0:
        return 1 / reference
    raise InputError(
        f"{marker} {value:g} {unit} is in its maker's units; add the upper limit printed beside it "
        "(reference: 10), or write positive or negative"
    )


def _advice(marker: str, value: float, lead: str) -> str:
    could = readings(marker, value)
    if could:
        return f"{lead}{' or '.join(could)}; write its unit"
    return f"; accepted units: {', '.join(analyte(marker).factors)}"


def _shown(number: float) -> str:
    return f"{number:.3g}" if abs(number) < 1000 else f"{number:.0f}"
