"""What a virtual population has to reproduce: writes `survey/targets.json` from the survey."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from survey.estimates import Target, targets  # noqa: E402 - beside this file

PATH = Path(__file__).parent / "survey" / "targets.json"
DIGITS = {"value": 5, "se": 3, "low": 4, "high": 4}  # significant ones


def main() -> None:
    """Compute every target with its error (some ten seconds) and write one record a line."""
    records = [record(target) for target in targets()]
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in records)
    PATH.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{PATH.name}: {len(records)} targets, {PATH.stat().st_size} bytes")


def record(target: Target) -> dict[str, Any]:
    """A target as the file has it: rounded, without what does not apply."""
    return {name: _rounded(name, value) for name, value in target._asdict().items() if _applies(value)}


def read() -> list[Target]:
    """The targets on file, values and errors as rounded there."""
    return [target_of(each) for each in json.loads(PATH.read_text(encoding="utf-8"))]


def target_of(record: dict[str, Any]) -> Target:
    """A target from its record; an error that is not there is NaN."""
    unknown = {"se": math.nan, "low": math.nan, "high": math.nan}
    found = {name: tuple(value) if isinstance(value, list) else value for name, value in record.items()}
    return Target(**(unknown | found))


def _applies(value: Any) -> bool:
    return value not in (None, "", ()) and not (isinstance(value, float) and math.isnan(value))


def _rounded(name: str, value: Any) -> Any:
    return float(f"{value:.{DIGITS[name]}g}") if name in DIGITS else value


if __name__ == "__main__":
    main()
