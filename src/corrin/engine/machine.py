"""Machine: LLVM's language turned into code for this processor, and kept on disk for the next time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm

_LEVEL = 2  # of optimisation
_DIGEST = 32  # bytes of the checksum before a kept object


@dataclass(frozen=True)
class Processor:
    """This machine's processor, as far as code depends on it."""

    name: str
    features: str
    width: int  # doubles in its widest vector
    fused: bool  # multiplies and adds in one instruction
    guessed: bool  # has the first guess of an inverse of AVX-512


@cache
def processor() -> Processor:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    found = llvm.get_host_cpu_features()
    wide = bool(found.get("avx512f") and found.get("avx512dq"))
    width = 8 if wide else 4 if found.get("avx2") else 2
    fused = bool(found.get("fma") or found.get("neon"))
    features = found.flatten() + (",-prefer-256-bit" if wide else "")
    return Processor(llvm.get_host_cpu_name(), features, width, fused, wide)


class Code:
    """Compiled functions by name; the code lives as long as this does."""

    def __init__(self, objects: bytes) -> None:
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target())
        self._engine.add_object_file(llvm.ObjectFileRef.from_data(objects))
        self._engine.finalize_object()

    def address(self, name: str) -> int:
        return int(self._engine.get_function_address(name))


def code(key: str, text: Callable[[], str]) -> Code:
    """The code of a module that `key` names; `text` is asked for it when it is not kept yet.

    Kept by processor, versions and key in the user's cache folder (`CORRIN_CACHE`, or the
    system's place for caches). A folder that cannot be written is no hindrance.
    """
    kept = _folder() / f"kernel-{_named(key)}.o"
    objects = _read(kept)
    if objects is None:
        objects = _compiled(text())
        _write(kept, objects)
    return Code(objects)


def _compiled(text: str) -> bytes:
    module = llvm.parse_assembly(text)
    module.verify()
    target = _target()
    passes = llvm.create_pass_builder(target, llvm.create_pipeline_tuning_options(speed_level=_LEVEL))
    passes.getModulePassManager().run(module, passes)
    return bytes(target.emit_object(module))


def _target() -> Any:
    known = processor()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=known.name, features=known.features, opt=_LEVEL, reloc="pic", codemodel="default", jit=True
    )


def _named(key: str) -> str:
    parts = hashlib.blake2b(digest_size=16)
    for part in (repr(processor()), llvmlite.__version__, str(llvm.llvm_version_info), _own(), key):
        parts.update(part.encode())
    return parts.hexdigest()


@cache
def _own() -> str:
    """Checksum of the engine's own source: another engine writes other code."""
    found = hashlib.blake2b(digest_size=16)
    for each in sorted(files("corrin.engine").iterdir(), key=lambda each: each.name):
        if each.name.endswith(".py"):
            found.update(each.read_bytes())
    return found.hexdigest()


def _folder() -> Path:
    if chosen := os.environ.get("CORRIN_CACHE"):
        return Path(chosen)
    if known := os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME"):
        return Path(known) / "corrin"
    with contextlib.suppress(RuntimeError):  # who has no home
        return Path.home() / ".cache" / "corrin"
    return Path(tempfile.gettempdir()) / "corrin"


def _read(path: Path) -> bytes | None:
    """A kept object, unless it is missing or not as it was written."""
    try:
        found = path.read_bytes()
    except OSError:
        return None
    objects = found[_DIGEST:]
    return objects if hashlib.blake2b(objects, digest_size=_DIGEST).digest() == found[:_DIGEST] else None


def _write(path: Path, objects: bytes) -> None:
    """Keep an object under another name until it is whole; what cannot be written leaves nothing."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.blake2b(objects, digest_size=_DIGEST).digest() + objects)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
