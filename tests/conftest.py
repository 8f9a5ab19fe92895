"""What every test shares: kernels are kept in a folder of the run, not in the user's own."""

from __future__ import annotations

import getpass
import os
import tempfile
from pathlib import Path

os.environ.setdefault("CORRIN_CACHE", str(Path(tempfile.gettempdir()) / f"corrin-tests-{getpass.getuser()}"))
