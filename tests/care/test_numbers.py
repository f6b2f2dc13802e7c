"""Every number of the model stands in the registry; in the code there is only what cannot be otherwise."""

import ast
from collections.abc import Iterator
from pathlib import Path

CARE = Path(__file__).parents[2] / "dtocsim" / "care"
EVERYWHERE = {
    0: "nothing", 1: "all of it", -1: "the last", 2: "squares, halves, pairs", 7: "days of a week",
    24: "hours of a day", 60: "minutes", 100: "per cent", 365: "days of a year", 168: "hours of a week",
    1e-9: "no division by nothing",
}  # fmt: skip
"""What cannot be otherwise, wherever it stands."""
CALENDAR = {3, 4, 5, 6, 8, 11, 12, 13, 15, 19, 22, 25, 30, 31, 32, 114, 451}
ALLOWED: dict[str, dict[str, set[float]]] = {
    "dates: months, quarters, weekdays, Easter, days from Christmas to New Year": {"calendar.py": CALENDAR},
    "quarters of a financial year": {"quarters.py": {4, 10}, "published_beds.py": {5}},
    "positions of age bands, fifths and stages in fixed lists": {
        "areas.py": {5}, "users.py": {5}, "geography.py": {3, 6}, "in_care.py": {3},
        "likeness.py": {3}, "past.py": {3, 4, 5},
    },
    "thresholds and lengths of official returns: 4 and 12 hours; 7, 21 and 28 days; 30 days to readmission": {
        "beds.py": {4, 12}, "hospital.py": {3}, "records.py": {21}, "lengths.py": {30},
        "measures/delays.py": {4, 9, 28}, "measures/hospital.py": {3, 21},
    },
    "where rounds begin and end, how finely a curve is laid out, and a factor that must stay above 0": {
        "expectations.py": {0.99, 0.93, 0.88, 0.74, 0.05, 10}, "lengths.py": {0.5, 4000}, "model.py": {1e-3},
    },
    "tolerances, cache sizes and hints for people": {
        "geography.py": {1e-5, 8}, "gazetteer.py": {0.5, 3, 8}, "users.py": {8}, "lengths.py": {8},
        "counting.py": {8}, "expectations.py": {4}, "simulation.py": {64}, "settled.py": {64},
        "engine_version.py": {8},
    },
    "middles of equal steps, the golden ratio, weeks in the bands of a wait, bits of a hash, caches": {
        "waits.py": {0.5, 3, 5}, "today.py": {0.5}, "situation.py": {4, 8, 64},
    },
    "rate bands, constants of the network so that candidates never move": {"demand.py": {4}},
    "years of bank holidays beyond the run": {"ground.py": {3}},
}  # fmt: skip
"""Why a number may stand in the code, and where."""

NOTES = {"overload.py"}
"""Files that only tell people what a run came to: when a queue is said to grow without end."""


def numbers() -> Iterator[tuple[str, int, float]]:
    """File, line and value of every number that is not allowed everywhere."""
    for path in sorted(path for path in CARE.rglob("*.py") if path.name not in NOTES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            number = isinstance(node, ast.Constant) and type(node.value) in (int, float)
            if number and node.value not in EVERYWHERE:
                yield path.relative_to(CARE).as_posix(), node.lineno, node.value


def allowed() -> set[tuple[str, float]]:
    """File and value of every number that has a reason."""
    places = [places.items() for places in ALLOWED.values()]
    return {(file, value) for items in places for file, values in items for value in values}


def test_no_number_stands_in_the_care_model_that_is_not_in_the_registry() -> None:
    known = allowed()
    assert [f"{file}:{line}: {value}" for file, line, value in numbers() if (file, value) not in known] == []


def test_no_reason_is_given_for_a_number_that_is_not_there() -> None:
    found = {(file, value) for file, _, value in numbers()}
    assert sorted(allowed() - found) == []
