"""Where this machine keeps what can be worked out again: compiled code, and what is slow to work out."""

import os
from pathlib import Path


def cache_base() -> Path:
    """Return the folder of all caches; it may be deleted at any time."""
    base = os.environ.get("DTOCSIM_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "dtocsim"
