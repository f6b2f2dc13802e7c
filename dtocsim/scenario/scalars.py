"""What one word of a scenario file means: a number, a date, true or false, or text.

YAML 1.1 reads some plain words in ways nobody expects. Those are refused with what to write instead:
`no` (false), `010` (eight), `12:30` (750), `1_000`, `0x1F`, `.inf`, `~` and empty values. `1e3` is the one
such word that is accepted: YAML 1.1 takes it for text, every scientist for a number, and so does dtocsim.
Quotes make any of them text. `30 %` is text everywhere, and refused where a number is expected.
"""

import math
import re
from collections.abc import Callable
from datetime import date

Value = bool | int | float | date | str

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.?[0-9]+([eE][-+]?[0-9]+)?|[-+]?[0-9]+\.")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES = {"yes", "y", "on"}
_NO = {"no", "n", "off"}
_LONGEST_NUMBER = 25


class Refused(ValueError):
    """A word that is not accepted.

    Args:
        found: what is wrong with it.
        expected: what to write instead.
    """

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"{found}; {expected}")


def meaning(word: str) -> Value:
    """Read a plain (unquoted) word.

    Args:
        word: the word as it stands in the file.

    Returns:
        A whole number, a number, a date, true or false, or else the text itself.

    Raises:
        Refused: when YAML 1.1 and a person would read the word differently.
    """
    for refuse in (_refuse_nothing, _refuse_yes_no, _refuse_separator, _refuse_odd_number):
        refuse(word)
    if word in ("true", "false"):
        return word == "true"
    if _DATE.fullmatch(word):
        return _date(word)
    return _number(word)


def _number(word: str) -> int | float | str:
    read: Callable[[str], int | float]
    if _WHOLE.fullmatch(word):
        read = int
    elif _DECIMAL.fullmatch(word):
        read = float
    else:
        return word
    if len(word) > _LONGEST_NUMBER or not math.isfinite(value := read(word)):
        raise Refused(f"{word[:_LONGEST_NUMBER]} is too long or too large a number", "write a smaller number")
    return value


def _date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise Refused(f"{word} is not in the calendar", "write a date like 2017-04-01") from None


def _refuse_nothing(word: str) -> None:
    if word in ("", "~") or word.lower() == "null":
        raise Refused("no value", "write a value or leave the key out")


def _refuse_yes_no(word: str) -> None:
    low = word.lower()
    if low in _YES | _NO or (low in ("true", "false") and word != low):
        truth = "true" if low in _YES | {"true"} else "false"
        raise Refused(
            f"{word} is read differently by different programs", f'write {truth}, or "{word}" for text'
        )


_SEPARATED = re.compile(r"[-+]?[0-9][0-9.]*([_,][0-9]+)+(\.[0-9]*)?")
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")


def _refuse_separator(word: str) -> None:
    if not _SEPARATED.fullmatch(word):
        return
    digits = re.sub("[_,]", "", word)
    # One comma is a decimal one or, before three digits, more often between thousands.
    readings = [word.replace(",", "."), digits] if _COMMA.fullmatch(word) else [digits]
    if len(word) - word.find(",") == len(",000"):
        readings.reverse()
    readings = [reading[:40] for reading in readings]
    raise Refused(
        f"{word[:40]} has a separator in it", f'write {" or ".join(readings)}, or "{word[:40]}" for text'
    )


_ODD = (
    (r"[-+]?0[0-9]+(\.[0-9]*)?", "has a leading zero", "write it without the leading zero"),
    (r"[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?", "could be a time or a number", "write hours or days as a number"),
    (r"[-+]?0[xXbBoO][0-9a-fA-F_]+", "is not a decimal number", "write a decimal number"),
    (r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "is not finite", "write a finite number"),
    (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ].*", "is a date with a time", "write a date like 2017-04-01"),
)
_ODD_NUMBERS = tuple((re.compile(pattern), found, expected) for pattern, found, expected in _ODD)


def _refuse_odd_number(word: str) -> None:
    for pattern, found, expected in _ODD_NUMBERS:
        if pattern.fullmatch(word):
            raise Refused(f"{word[:40]} {found}", f'{expected}, or "{word[:40]}" for text')
