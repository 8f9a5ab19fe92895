"""Study files: a study read by its id or from a file of one's own, checked before anybody is lived."""

from __future__ import annotations

import importlib.util
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corrin.catalog.studies import ids, study
from corrin.errors import InputError, unknown
from corrin.marker import AnyMarker, Marker
from corrin.study import Study
from corrin.study.replicate import to_own_unit

_NAME = "_study_of_one_s_own"
_USES = ("calibration", "validation")
_NEAR = 1e-6  # how far the parts of a mix may be from 1


def read(which: str, markers: Mapping[str, AnyMarker]) -> Study:
    """A study of the catalogue by its id, or the `STUDY` of a Python file. InputError for neither.

    What is wrong in a file is one sentence with its line, or with the figure it is about.
    """
    if not which.endswith(".py"):
        if Path(which).is_file():
            raise InputError(
                f"{which!r} is no Python file; a study of your own is written in one, see docs/studies.md"
            )
        return study(which)
    found = _run(Path(which))
    try:
        for wrong in faults(found, markers):
            raise InputError(wrong, which)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise misfortune(which, error) from None
    return found


def chosen(which: Iterable[str]) -> list[str]:
    """What was asked for, once each; every study of the catalogue when nothing was."""
    return list(dict.fromkeys(which)) or list(ids())


def _run(path: Path) -> Study:
    where = str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror if isinstance(error, OSError) else "it is not UTF-8") or "it cannot be read"
        raise InputError(f"cannot read the study: {why}", where) from None
    loader = importlib.util.spec_from_loader(_NAME, loader=None, origin=where)
    assert loader is not None
    module = importlib.util.module_from_spec(loader)
    module.__file__ = where
    try:
        exec(compile(text, where, "exec"), module.__dict__)  # the user's own file, which the user names
    except SyntaxError as error:
        raise InputError(f"{error.msg}", f"{where} line {error.lineno}") from None
    except (Exception, SystemExit) as error:  # whatever the file does is told as its own
        raise misfortune(where, error) from None
    return _declared(module.__dict__, where)


def _declared(names: Mapping[str, Any], where: str) -> Study:
    if "STUDY" not in names:
        raise InputError("it declares no STUDY; write STUDY = Study(...), see docs/studies.md", where)
    found = names["STUDY"]
    if not isinstance(found, Study):
        raise InputError(f"STUDY is a {type(found).__name__}; make it a corrin.study.Study", where)
    return found


def misfortune(where: str, error: BaseException) -> InputError:
    """An error raised in a study's file, or by what it declares, as a sentence with its line."""
    lines = [each.lineno for each in traceback.extract_tb(error.__traceback__) if each.filename == where]
    told = str(error) or "no more is told"
    sentence = told if isinstance(error, InputError | ValueError) else f"{type(error).__name__}: {told}"
    return InputError(" ".join(sentence.split()), f"{where} line {lines[-1]}" if lines else where)


def faults(study: Study, markers: Mapping[str, AnyMarker]) -> Iterator[str]:
    """What of a study cannot be replicated, in sentences."""
    arms = {arm.id: arm for arm in study.arms}
    if study.use not in _USES:
        yield unknown("use", study.use, _USES)
    if not study.observed:
        yield "the study observes nothing; give at least one Observed"
    if len(arms) < len(study.arms):
        yield "two arms have one id; give each its own"
    platforms = {name for each in markers.values() if isinstance(each, Marker) for name in each.platforms}
    for arm in study.arms:
        for wanted in sorted({want.what for keep in arm.group.keep for want in keep.what.wants
                              if isinstance(want.what, str)} - set(markers)):  # fmt: skip
            yield f"arm {arm.id}: {unknown('marker', wanted, markers)}"
        for name in arm.platform.split():
            if name not in platforms:
                yield f"arm {arm.id}: {unknown('platform', name, platforms)}"
        if arm.group.mix and abs(sum(part.share for part in arm.group.mix) - 1.0) > _NEAR:
            yield f"arm {arm.id}: the shares of its mix add up to {sum(part.share for part in arm.group.mix):g}, not 1"
    for number, seen in enumerate(study.observed, 1):
        for wrong in _of_figure(seen, arms, markers):
            yield f"figure {number}: {wrong}"


def _of_figure(seen: Any, arms: Mapping[str, Any], markers: Mapping[str, AnyMarker]) -> Iterator[str]:
    for arm in filter(None, (seen.arm, seen.against)):
        if arm not in arms:
            yield unknown("arm", arm, arms)
    for want in (want for each in seen.quantities for want in each.wants):
        if isinstance(want.what, str) and want.what not in markers:
            yield unknown("marker", want.what, markers)
            return
    try:
        to_own_unit(seen)
    except ValueError as error:
        yield str(error)
