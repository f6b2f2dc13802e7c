"""Hospital trusts by the names people use: a trust is no area, but most of its patients live in one."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from .names import IGNORED_WORDS, name_key
from .tables import read_rows

_OF_TRUSTS = IGNORED_WORDS | frozenset(("nhs", "foundation", "trust"))


@lru_cache(maxsize=4)
def _trusts(folder: Path) -> dict[str, tuple[str, str]]:
    """Code and name of each trust by what the spellings of its name have in common, and by its code."""
    found = {}
    for row in read_rows(folder / "hospitals.csv"):
        trust = row["trust_code"], row["name"]
        found[name_key(row["name"], _OF_TRUSTS)] = found[name_key(row["trust_code"])] = trust
    return found


def advice_for_trust(folder: Path, name: str) -> str | None:
    """What to name instead of a hospital trust; None where no trust, or more than one, is called so.

    Args:
        folder: holds hospitals.csv and hospital_use.csv.
        name: a trust's code or name, or the first two words of it or more.

    Raises:
        OSError: a table cannot be read.
    """
    key, known = name_key(name, _OF_TRUSTS), _trusts(folder)
    # One word alone is more often part of an area's name.
    begun = {trust for other, trust in known.items() if " " in key and f"{other} ".startswith(f"{key} ")}
    if key not in known and len(begun) != 1:
        return None
    code, full = known[key] if key in known else begun.pop()
    use = defaultdict[str, float](float)
    for row in read_rows(folder / "hospital_use.csv"):
        if row["trust_code"] == code:
            use[row["system_code"]] += float(row["occupied_share"])
    names = {row["code"]: row["name"] for row in read_rows(folder / "systems.csv")}
    system = names[max(use, key=lambda each: use[each])]
    return f"{full} is a hospital; expected {system} system, where most of its patients live, or a council"
