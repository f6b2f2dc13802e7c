"""Random numbers are uniform, unrelated, and the same from compiled and interpreted code."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dtocsim.flow import Exponential, Network, reference
from dtocsim.flow.draws import child_key, derive, draw, mix, name_hash, named_key, root_key, uniform

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
