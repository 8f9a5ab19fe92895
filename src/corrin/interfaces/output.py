"""Outputs of a simulation: a table to read, JSON, and netCDF, Parquet or CSV files written whole."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import xarray as xr
from rich.table import Table

from corrin.cause import YEAR
from corrin.errors import InputError, unknown
from corrin.simulate import Scenario

_SHOWN = ("total-b12", "holotc", "mma", "homocysteine", "hb", "mcv", "reticulocytes", "ferritin")
_GROUPS = {"marker": "markers", "store": "stores", "flow": "flows"}


def table(data: xr.Dataset) -> Table:
    """The course at a dozen days, the markers a reader looks for first."""
    names = ["store_body", *_SHOWN]
    shown = Table(box=None, header_style="bold")
    shown.add_column("time", justify="right")
    for name in names:
        label = "B12 in body" if name == "store_body" else name
        shown.add_column(f"{label}\n{data[name].attrs['units']}", justify="right")
    for day in _rows(np.asarray(data["day"])):
        at = data.sel(day=day)
        shown.add_row(_time(day), *(_cell(at[name]) for name in names))
    return shown


def _rows(days: Any) -> list[float]:
    span = float(days[-1])
    steps = [0, 3, 7, 14, 28, 56, 120, 182.6] if span <= YEAR else []
    grid = np.array(steps + [span * n / 12 for n in range(13)] if span > YEAR else [*steps, span])
    return sorted({float(days[np.abs(days - wanted).argmin()]) for wanted in grid if wanted <= span})


def _time(day: float) -> str:
    return f"{day:.0f} d" if day < YEAR else f"{day / YEAR:.1f} y"


def _cell(value: xr.DataArray) -> str:
    if "quantile" in value.dims:
        low, middle, high = (float(each) for each in value)
        return f"{significant(middle)} ({significant(low)}-{significant(high)})"
    return significant(float(value))


def significant(value: float) -> str:
    """Three significant figures, never in powers of ten."""
    if value == 0.0 or abs(value) >= 100.0:
        return f"{value:.0f}"
    return f"{value:.2f}" if abs(value) < 10.0 else f"{value:.1f}"


def as_json(data: xr.Dataset, scenario: Scenario, seed: int) -> dict[str, Any]:
    """The course as the JSON of the contract: times, markers, stores, flows, person, causes, treatments."""
    out: dict[str, Any] = {
        "times": {"unit": "d", "values": np.asarray(data["day"]).tolist()},
        "markers": {}, "stores": {}, "flows": {},
        "person": {key: data.attrs[key] for key in ("age", "sex", "weight", "egfr")},
        "causes": [
            {"id": a.cause.id, "severity": a.severity, "onset_d": a.onset, "tempo_d": a.tempo,
             "until_d": a.until if np.isfinite(a.until) else None}
            for a in scenario.afflictions
        ],
        "treatments": [{"id": p.treatment.id, "from_d": p.day} for p in scenario.prescriptions],
        "seed": seed,
    }  # fmt: skip
    if "persons" in data.attrs:
        out["population"] = {key: data.attrs[key] for key in ("persons", "quantiles", "failed")}
    for name in data.data_vars:
        values = data[name]
        group = _GROUPS[values.attrs["group"]]
        key = str(name).split("_", 1)[1] if group != "markers" else str(name)
        out[group][key] = {"unit": values.attrs["units"]} | _values(values)
    return out


def _values(values: xr.DataArray) -> dict[str, list[float]]:
    if "quantile" not in values.dims:
        return {"values": np.asarray(values).tolist()}
    return {
        f"q{100 * q:02.0f}": np.asarray(values.sel(quantile=q)).tolist() for q in values["quantile"].values
    }


def to_file(data: xr.Dataset, path: Path) -> None:
    """Write netCDF, Parquet or CSV, by the name's ending; InputError for any other ending."""
    writers: dict[str, Callable[[xr.Dataset, Path], None]] = {
        ".nc": _netcdf, ".parquet": _parquet, ".csv": _csv,
    }  # fmt: skip
    if path.suffix not in writers:
        raise InputError(unknown("file ending", path.suffix or path.name, writers))
    whole(path, lambda place: writers[path.suffix](data, place))


def picture(data: xr.Dataset, scenario: Scenario, path: Path) -> None:
    """Draw the course into a PNG, SVG or PDF file."""
    from corrin.interfaces.figure import draw  # matplotlib is slow to load

    figure = draw(data, scenario)
    whole(path, lambda place: figure.savefig(place, dpi=140))


def writable(data: Path | None, plot: Path | None) -> None:
    """InputError when a wanted file could not be written, before any time is spent."""
    for path, endings in ((data, (".nc", ".parquet", ".csv")), (plot, (".png", ".svg", ".pdf"))):
        if path is not None and path.suffix not in endings:
            raise InputError(unknown("file ending", path.suffix or path.name, endings))
        if path is not None and not path.parent.is_dir():
            raise InputError(f"folder {str(path.parent)!r} does not exist; make it, or write elsewhere")


def whole(path: Path, write: Callable[[Path], None]) -> None:
    """Write to a temporary name in the same folder, then move into place: all of it or nothing."""
    if not path.parent.is_dir():
        raise InputError(f"folder {str(path.parent)!r} does not exist; make it, or write elsewhere")
    handle, name = tempfile.mkstemp(suffix=path.suffix, prefix=f".{path.stem}-", dir=path.parent)
    os.close(handle)
    try:
        write(Path(name))
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _netcdf(data: xr.Dataset, path: Path) -> None:
    data.to_netcdf(path, engine="h5netcdf")


def _frame(data: xr.Dataset, units: Mapping[str, str]) -> Any:
    frame = data.to_dataframe().reset_index()
    columns = {str(name): pa.array(frame[name].to_numpy()) for name in frame.columns}
    fields = [
        pa.field(name, column.type, metadata={"unit": units.get(name, "")})
        for name, column in columns.items()
    ]
    return pa.table(
        list(columns.values()),
        schema=pa.schema(fields, metadata={"attributes": json.dumps(dict(data.attrs))}),
    )


def _units(data: xr.Dataset) -> dict[str, str]:
    return {str(name): str(data[name].attrs.get("units", "")) for name in (*data.coords, *data.data_vars)}


def _parquet(data: xr.Dataset, path: Path) -> None:
    pyarrow.parquet.write_table(_frame(data, _units(data)), path)


def _csv(data: xr.Dataset, path: Path) -> None:
    units = _units(data)
    frame = _frame(data, units)
    named = [f"{name} [{units[name]}]" if units.get(name) else name for name in frame.column_names]
    pyarrow.csv.write_csv(frame.rename_columns(named), path)
