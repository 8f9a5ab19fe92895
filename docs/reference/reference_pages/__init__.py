"""The pages of docs/reference: what the model gives, beside what has been published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from reference_pages import absorption, courses, retention
from reference_pages.page import Page

PAGES: Mapping[str, Callable[[Path], Page]] = {
    "absorption": absorption.page,
    "retention": retention.page,
    "courses": courses.page,
}
