"""Brings the survey's adults in: `python calibration/survey/bring_in.py <folder of the survey's files>`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[1]))

from survey.columns import ADULTS, REPEAT, Column  # noqa: E402 - the folder above is not a package

HERE = Path(__file__).parent
CYCLES = ("nhanes_2001_2002", "nhanes_2003_2004_half", "nhanes_2005_2006", "nhanes_2011_2012")
TWICE = "nhanes_2001_2002_repeat_exam"
ADULT = 20.0  # years: B12 and MMA of 2011-12 begin there
ORIGIN = "NHANES public-use files, National Center for Health Statistics, CDC; public domain"
TYPES = {"float32": pa.float32(), "int32": pa.int32(), "int16": pa.int16(), "text": pa.string()}


def main() -> None:
    """Write both tables beside this file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path, help="where the survey's parquet files are")
    folder = parser.parse_args().folder
    people = pd.concat([_read(folder, name) for name in CYCLES])
    _write(brought_in(people, ADULTS), HERE / "nhanes_adults.parquet")
    _write(brought_in(_read(folder, TWICE), REPEAT), HERE / "nhanes_repeat.parquet")


def brought_in(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pa.Table:
    """The adults of a frame in the given columns, in the frame's order, with units in the schema."""
    adults = frame[frame["age_years"] >= ADULT]
    fields = [
        pa.field(each.name, TYPES[each.kind], metadata={"unit": each.unit, "meaning": each.meaning})
        for each in columns
    ]
    arrays = [_array(adults, each) for each in columns]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"origin": ORIGIN}))


def _write(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd", compression_level=19)
    print(f"{path.name}: {table.num_rows} rows, {table.num_columns} columns, {path.stat().st_size} bytes")


def _read(folder: Path, name: str) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise SystemExit(f"{path}: no such file; give the folder that holds {', '.join((*CYCLES, TWICE))}")
    frame = pd.read_parquet(path)
    if not frame["seqn"].is_monotonic_increasing:
        raise SystemExit(f"{path}: people are not in the order of seqn; sort the file first")
    return frame


def _array(adults: pd.DataFrame, column: Column) -> pa.Array:
    """One column; an empty text is missing, as is a number that is not one."""
    values = adults[column.source]
    if column.kind == "text":
        texts = [text if isinstance(text, str) and text else None for text in values]
        return pa.array(texts, TYPES[column.kind])
    if column.factor != 1.0:
        values = values * column.factor
    return pa.array(values.astype(column.kind), TYPES[column.kind], from_pandas=True)


if __name__ == "__main__":
    main()
