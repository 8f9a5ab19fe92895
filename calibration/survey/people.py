"""The people of the survey: adults who were not pregnant, by era, sex and age."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

HERE = Path(__file__).parent
ERAS = {"2001-04": ("2001-2002", "2003-2004"), "2011-12": ("2011-2012",)}
RELEASED = {"2001-04": "bio-rad", "2011-12": "roche"}  # the B12 assay of each era
SEXES = ("all", "F", "M")
AGES = {"20+": (20, 999), "20-39": (20, 40), "40-59": (40, 60), "60-74": (60, 75), "75+": (75, 999)}
FEWEST = 100  # people; an estimate from fewer is not made


class Measure(NamedTuple):
    """What is measured: a marker by corrin's id, or a covariate; its column and unit."""

    column: str
    unit: str


MEASURES = {
    "total-b12": Measure("b12_pmol_l", "pmol/L"), "mma": Measure("mma_nmol_l", "nmol/L"),
    "homocysteine": Measure("hcy_umol_l", "umol/L"), "folate": Measure("folate_serum_nmol_l", "nmol/L"),
    "folate-rbc": Measure("folate_rbc_nmol_l", "nmol/L"), "hb": Measure("hgb_g_l", "g/L"),
    "mcv": Measure("mcv_fl", "fL"), "rdw": Measure("rdw_pct", "%"),
    "creatinine": Measure("creatinine_umol_l", "umol/L"),
    "egfr": Measure("egfr_ckdepi2021", "mL/min/{1.73_m2}"), "ferritin": Measure("ferritin_ug_l", "ug/L"),
    "weight": Measure("weight_kg", "kg"), "age": Measure("age_years", "y"),
}  # fmt: skip
SCALES = {"bio-rad": "b12_biorad_pmol_l", "roche": "b12_roche_pmol_l"}


class Cell(NamedTuple):
    """Who is counted together."""

    era: str
    sex: str
    ages: str


def adults() -> pd.DataFrame:
    """Every adult brought in, one row each, in the order of cycle and number."""
    return _table("nhanes_adults")


def repeated() -> pd.DataFrame:
    """Adults examined twice, not pregnant, one row each."""
    return _not_pregnant(_table("nhanes_repeat"))


def of_era(table: pd.DataFrame, era: str) -> pd.DataFrame:
    """Those of an era's cycles who were not pregnant."""
    return _not_pregnant(table[table["cycle"].isin(ERAS[era])])


def cells(era: str) -> Iterator[Cell]:
    return (Cell(era, sex, ages) for sex in SEXES for ages in AGES)


def inside(people: pd.DataFrame, cell: Cell) -> pd.Series:
    """Which people of the era belong to the cell, as booleans."""
    low, high = AGES[cell.ages]
    aged = (people["age_years"] >= low) & (people["age_years"] < high)
    return aged if cell.sex == "all" else aged & (people["sex"] == cell.sex)


def column(marker: str, *, era: str, assay: str = "") -> str:
    """The column of a marker; of B12 the one of the assay, as released if that was the era's own."""
    if assay and assay != RELEASED[era]:
        return SCALES[assay]
    return MEASURES[marker].column


def _table(name: str) -> pd.DataFrame:
    path = HERE / f"{name}.parquet"
    if not path.exists():
        raise FileNotFoundError(f"{path.name}: not in the survey's folder; make it with survey/bring_in.py")
    table = pd.read_parquet(path)
    measured = table.select_dtypes("float32").columns
    return table.astype(dict.fromkeys(measured, "float64"))


def _not_pregnant(people: pd.DataFrame) -> pd.DataFrame:
    return people[people["pregnant_exam"] != 1.0]
