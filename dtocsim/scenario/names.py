"""How names of areas and trusts are compared: by what their spellings have in common."""

import re

IGNORED_WORDS = frozenset(("and", "the", "of", "council", "county", "city", "borough"))


def name_key(name: str, ignored: frozenset[str] = frozenset()) -> str:
    """What two spellings of a name have in common."""
    words = re.findall(r"\w+", re.sub(r"['’]", "", name.casefold()).replace("&", " and "))
    return " ".join(word for word in words if word not in ignored)
