"""Random numbers are uniform, unrelated, and the same from compiled and interpreted code."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from dtocsim.flow import Exponential, Network, reference
from dtocsim.flow.draws import child_key, derive, draw, mix, name_hash, named_key, root_key, uniform, unit

COUNT = 100_000


def draws(count: int = COUNT) -> NDArray[np.float64]:
    """Return the draws for one purpose of the first people of a stream."""
    stream, purpose = named_key(root_key(1, 0), "stream beds"), name_hash("stay")
    keys = [child_key(stream, number) for number in range(count)]
    return np.asarray([draw(key, purpose) for key in keys])


def test_draws_of_neighbouring_people_are_uniform() -> None:
    """Chi-square over 256 cells: mean 255, sd 22.6; four standard deviations on either side."""
    cells = np.bincount((draws() * 256).astype(int), minlength=256)
    chi_square = float(((cells - COUNT / 256) ** 2).sum() / (COUNT / 256))
    assert 255 - 4 * 22.6 < chi_square < 255 + 4 * 22.6


def test_draws_of_neighbouring_people_purposes_and_visits_are_not_correlated() -> None:
    """A correlation of independent draws has standard deviation 1 / sqrt(n); four of them on either side."""
    key, stay = root_key(2, 0), name_hash("stay")
    visits = np.asarray([draw(key, stay, visit) for visit in range(20_000)])
    people = draws()[:20_000]
    purposes = np.asarray([draw(key, name_hash(f"purpose {number}")) for number in range(20_000)])
    for series in (visits, people, purposes):
        assert abs(np.corrcoef(series[:-1], series[1:])[0, 1]) < 4 / np.sqrt(20_000)
    assert abs(np.corrcoef(people, visits)[0, 1]) < 4 / np.sqrt(20_000)


def test_one_bit_of_the_argument_changes_half_the_bits_of_the_result() -> None:
    """Avalanche: each of 64 output bits flips with probability 1/2, give or take 5 % over 2,000 arguments."""
    flips = np.zeros((64, 64))
    arguments = [int(root_key(3, number)) for number in range(2000)]
    with np.errstate(over="ignore"):
        for argument in arguments:
            before = int(mix(np.uint64(argument)))
            for bit in range(64):
                changed = before ^ int(mix(np.uint64(argument ^ (1 << bit))))
                flips[bit] += np.unpackbits(np.asarray([changed], dtype=np.uint64).view(np.uint8))
    assert abs(flips / 2000 - 0.5).max() < 0.05


def test_no_two_people_share_a_key() -> None:
    """Streams, bands, standing groups, later spells and tasks of several replications."""
    keys: list[int] = []
    for replication in range(4):
        root = root_key(7, replication)
        for name in ("stream a", "stream b", "standing a", "standing b"):
            group = named_key(root, name)
            for band in range(5):
                base = child_key(group, band)
                keys += [int(child_key(base, number)) for number in range(3000)]
            keys += [int(child_key(group, slot)) for slot in range(5, 3000)]
    people = keys[:3000]
    for cause in ("admission", "care", "visit"):
        keys += [int(child_key(np.uint64(key), name_hash(cause))) for key in people]
        keys += [int(child_key(child_key(np.uint64(key), name_hash(cause)), 0)) for key in people]
    assert len(set(keys)) == len(keys)


def test_a_replication_depends_on_its_own_number_and_the_seed_only() -> None:
    assert root_key(5, 3) == root_key(5, 3)
    assert len({int(root_key(seed, number)) for seed in range(100) for number in range(100)}) == 10_000


def test_no_draw_is_made_twice_and_the_ledger_would_tell() -> None:
    network = Network("twice", days=30)
    journey = network.journey("stay")
    with journey.repeat("again and again"):
        journey.hold("stay", Exponential(1.0))
        with journey.branch("goes on", {"yes": 0.7, "no": 0.3}) as to, to("yes"):
            journey.again("again and again")
    network.stream("people", journey, 3.0)
    tally = reference.run(network, 1, ledger=True).tally
    assert tally.left > 50
    network.standing("ann", journey, "stay", 1)
    network.standings.append(network.standings[0])
    with pytest.raises(AssertionError, match=r"drawn twice: key [0-9]+, 'stay: remaining', visit 0"):
        reference.run(network, 1, ledger=True)


def test_draws_lie_strictly_between_0_and_1() -> None:
    assert 0 < uniform(np.uint64(0), np.uint64(0), np.uint64(0)) < 1
    found = draws(2000)
    assert found.min() > 0
    assert found.max() < 1


def test_names_and_draws_are_the_same_on_every_platform() -> None:
    """Fixed values: a change of these numbers changes every result ever published."""
    assert int(name_hash("stay")) == 1215535207362657982
    assert int(root_key(1, 2)) == 15461083606003552055
    assert draw(root_key(1, 2), name_hash("stay"), 3) == 0.09317479628362163


def test_interpreted_code_draws_the_same_numbers() -> None:
    interpreted_uniform = getattr(uniform, "py_func", uniform)
    interpreted_derive = getattr(derive, "py_func", derive)
    purpose = name_hash("stay")
    with np.errstate(over="ignore"):
        for number in range(500):
            key = root_key(11, number)
            visit = np.uint64(number % 3)
            assert interpreted_derive(key, visit) == child_key(key, visit)
            assert interpreted_uniform(key, purpose, visit) == draw(key, purpose, int(visit))


def along(axis: str, count: int = 40_000) -> NDArray[np.float64]:
    """Return the draws of neighbouring people, purposes, visits or replications, all else being equal."""
    key, stay = named_key(root_key(4, 0), "stream beds"), name_hash("stay")
    numbers = range(count)
    found: dict[str, Callable[[], list[float]]] = {
        "people": lambda: [draw(child_key(key, number), stay) for number in numbers],
        "purposes": lambda: [draw(key, name_hash(f"purpose {number}")) for number in numbers],
        "visits": lambda: [draw(key, stay, number) for number in numbers],
        "replications": lambda: [draw(named_key(root_key(4, number), "beds"), stay) for number in numbers],
        "seeds": lambda: [draw(named_key(root_key(number, 0), "beds"), stay) for number in numbers],
    }
    return np.asarray(found[axis]())


AXES = ("people", "purposes", "visits", "replications", "seeds")
SURE = 1e-6
"""How often a check by chi-square would fail by chance, on either side."""


def assert_even(found: NDArray[np.intp], cells: int) -> None:
    """Assert by chi-square that cells are filled evenly: neither too little nor too much so."""
    filled = np.bincount(found, minlength=cells)
    expected = len(found) / cells
    chi_square = float(((filled - expected) ** 2).sum() / expected)
    assert stats.chi2.ppf(SURE, cells - 1) < chi_square < stats.chi2.isf(SURE, cells - 1)


@pytest.mark.parametrize("axis", AXES)
def test_pairs_of_neighbours_fill_the_square_evenly(axis: str) -> None:
    """Serial test in two dimensions: 20,000 separate pairs in 16 x 16 cells; and in three, in 8 x 8 x 8."""
    series = along(axis)
    pairs = (series.reshape(-1, 2) * 16).astype(int)
    assert_even(pairs[:, 0] * 16 + pairs[:, 1], 256)
    threes = (series[: len(series) // 3 * 3].reshape(-1, 3) * 8).astype(int)
    assert_even(threes @ (64, 8, 1), 512)


@pytest.mark.parametrize("axis", AXES)
def test_neighbours_near_and_far_are_not_correlated(axis: str) -> None:
    """A correlation of n independent draws has standard deviation 1 / sqrt(n); five of them each way."""
    series = along(axis)
    for lag in (1, 2, 3, 5, 8, 16, 64, 256, 1024):
        correlation = np.corrcoef(series[:-lag], series[lag:])[0, 1]
        assert abs(correlation) < 5 / np.sqrt(len(series) - lag), lag


def test_the_same_people_have_unrelated_luck_in_other_purposes_visits_and_replications() -> None:
    """Each pair of series in 16 x 16 cells: what happens to somebody says nothing about what else does."""
    streams = [named_key(root_key(4, replication), "stream beds") for replication in (0, 1)]
    stay, care = name_hash("stay"), name_hash("care")

    def luck(stream: np.uint64, purpose: np.uint64, visit: int = 0) -> NDArray[np.intp]:
        keys = (child_key(stream, number) for number in range(20_000))
        return np.asarray([int(16 * draw(key, purpose, visit)) for key in keys])

    first = luck(streams[0], stay)
    for other in (luck(streams[0], care), luck(streams[0], stay, 1), luck(streams[1], stay)):
        assert_even(16 * first + other, 256)


@pytest.mark.parametrize("argument", ["key", "purpose", "visit"])
def test_one_bit_of_who_why_or_how_often_changes_half_the_bits_of_a_draw(argument: str) -> None:
    """Avalanche: of 1,000 draws each bit flips in half, sd 1.6 %; six of them, for 64 x 52 pairs of bits."""
    flips = np.zeros((64, 52))
    for number in range(1000):
        given = {"key": int(root_key(6, number)), "purpose": int(name_hash(f"purpose {number}")), "visit": 0}
        before = bits_of(given)
        for bit in range(64):
            changed = bits_of(given | {argument: given[argument] ^ 1 << bit})
            flips[bit] += np.unpackbits(np.asarray([before ^ changed], dtype=">u8").view(np.uint8))[12:]
    assert abs(flips / 1000 - 0.5).max() < 6 * 0.5 / np.sqrt(1000)


def bits_of(given: dict[str, int]) -> int:
    """Return the first 52 bits of a draw; the last of 53 is lost to rounding above 1/2."""
    return int(draw(np.uint64(given["key"]), np.uint64(given["purpose"]), given["visit"]) * 2.0**52)


def test_keys_and_draws_of_streams_groups_and_replications_collide_as_often_as_chance_has_it() -> None:
    """Birthdays: n keys cut to 28 bits collide about n (n - 1) / 2**29 times (Poisson); five sd each way."""
    keys: list[np.uint64] = []
    for replication in range(4):
        root = root_key(9, replication)
        for name in ("stream a", "stream b", "standing a", "standing b"):
            group = named_key(root, name)
            keys += [child_key(group, slot) for slot in range(5_000)]
            keys += [child_key(child_key(group, 0), number) for number in range(5_000)]
    whole = np.asarray(keys, dtype=np.uint64)
    drawn = np.asarray([draw(key, name_hash("stay")) for key in keys])
    expected = len(whole) * (len(whole) - 1) / 2**29
    shift = np.uint64(36)
    for cut in (whole >> shift, whole << shift, (drawn * 2.0**28).astype(np.uint64)):
        collisions = len(cut) - len(np.unique(cut))
        assert abs(collisions - expected) < 5 * np.sqrt(expected)
    assert_even((whole >> np.uint64(56)).astype(np.intp), 256)
    assert_even((whole & np.uint64(255)).astype(np.intp), 256)


def test_no_bits_make_0_or_1() -> None:
    assert 0 < unit(np.uint64(0)) < 1e-15
    assert unit(np.uint64(2**64 - 1)) == 1 - 2**-53
    assert unit(np.uint64(2**63)) == pytest.approx(0.5, abs=1e-15)
