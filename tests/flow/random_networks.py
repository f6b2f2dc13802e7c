"""Random networks full of ties: every kind of step, durations of 0, 1 or 2 ticks, capacity that changes."""

import random
from datetime import date

from dtocsim.flow import (
    AT_ONCE,
    UNLIMITED,
    By,
    Constant,
    Exponential,
    Journey,
    Network,
    Pool,
    SearchRule,
    Stock,
)
from dtocsim.flow.lookup import Moment, NetworkError
from dtocsim.flow.program import compile_network
from dtocsim.flow.quantiles import DAY

TICK = 1 / DAY


class RandomNetwork(Network):
    """A network that knows its stocks."""

    stocks: list[Stock]


class Writer:
    """Writes one random journey; what it takes it gives back at its end."""

    def __init__(
        self, luck: random.Random, network: RandomNetwork, journey: Journey, pools: list[Pool]
    ) -> None:
        self.luck, self.network, self.journey, self.pools = luck, network, journey, pools
        self.past = random.Random(f"past {network.name} {journey.name}")
        self.steps = 0
        self.labels: list[str] = []
        self.tasks: list[str] = []
        self.loops: list[str] = []

    def name(self, kind: str) -> str:
        self.steps += 1
        return f"{kind} {self.steps}"

    def duration(self) -> Constant | Exponential:
        if self.luck.random() < 0.15:
            return Exponential(self.luck.choice((1.5, 4.0)) * TICK)
        return Constant(self.luck.choice((0, 0, 1, 1, 2)) * TICK)

    def since(self) -> Moment | None:
        return self.network.moments[0] if self.past.random() < 0.3 else None

    def stay(self) -> object:
        if self.luck.random() < 0.3:
            values = {value: self.duration() for value in self.network.attributes[0].values}
            return By(self.network.attributes[0], values)
        return self.duration()

    def block(self, depth: int, inside_task: bool) -> None:
        for _ in range(self.luck.randint(1, 4)):
            self.step(depth, inside_task)

    def step(self, depth: int, inside_task: bool) -> None:
        simple = [
            "seize",
            "hold",
            "release",
            "set",
            "draw",
            "count",
            "census",
            "mark",
            "search",
            "join",
            "note",
            "spell",
            "consume",
        ]
        nested = ["branch", "scope", "background", "repeat", "race", "patience", "by attribute", "together"]
        nested += ["first of", "by pool"]
        kind = self.luck.choice(simple + (nested * 2 if depth > 0 else []))
        getattr(self, kind.replace(" ", "_"))(depth, inside_task)

    def seize(self, depth: int, inside_task: bool) -> None:
        label = self.name("label")
        choices = self.luck.sample(self.pools, self.luck.randint(1, min(2, len(self.pools))))
        self.journey.seize(
            *choices,
            amount=self.luck.choice((1, 1, 1, 2)),
            label=label,
            name=self.name("seize"),
            priority=self.luck.choice((0, 0, 1)),
            since=self.since(),
        )
        self.labels.append(label)
        if any(pool.room is not None for pool in choices):
            with self.journey.otherwise():
                self.journey.hold(self.name("turned away"), self.duration())

    def by_pool(self, depth: int, inside_task: bool) -> None:
        """Seize, or search, what depends on the person: one pool or another, or none; one unit or two."""
        letter, label = self.network.attributes[0], self.name("label")
        amount = By(letter, {"a": 1, "b": 2, "c": 1})
        pools = [self.luck.choice((None, *self.pools)) for _ in letter.values]
        by = By(letter, dict(zip(letter.values, pools, strict=True)))
        patience = self.luck.choice((None, self.duration()))
        self.journey.seize(by, amount=amount, label=label, name=self.name("by pool"), patience=patience)
        self.labels.append(label)
        found = [None, *(pool for pool in self.pools if pool.search is not None)]
        if len(found) > 1:
            label = self.name("label")
            pools = [self.luck.choice(found) for _ in letter.values]
            by = By(letter, dict(zip(letter.values, pools, strict=True)))
            with self.journey.scope(self.name("looking by")) as scope:
                self.journey.search(self.name("search by"), by, label=label, since=self.since())
                with scope.clock(self.name("gives up"), Exponential(20 * TICK)):
                    pass
            self.labels.append(label)

    def consume(self, depth: int, inside_task: bool) -> None:
        stock, letter = self.luck.choice(self.network.stocks), self.network.attributes[0]
        amount = self.luck.choice((1, 2, By(letter, {"a": 1, "b": 3, "c": 2})))
        patience = self.luck.choice((AT_ONCE, self.duration(), None))
        priority = self.luck.choice((0, 0, 1))
        self.journey.consume(stock, amount, self.name("consume"), priority=priority, patience=patience)
        if patience is not None:
            with self.journey.otherwise():
                self.journey.hold(self.name("none left"), self.duration())

    def first_of(self, depth: int, inside_task: bool) -> None:
        loops, self.loops = self.loops, []
        with self.journey.first_of(self.name("first of")) as stretch:
            for outcome in ("one", "two", "three")[: self.luck.randint(2, 3)]:
                with stretch(outcome):
                    self.block(depth - 1, True)
        self.loops = loops

    def together(self, depth: int, inside_task: bool) -> None:
        label = self.name("label")
        self.journey.seize(
            *self.luck.sample(self.pools, 2), label=label, name=self.name("together"), together=True
        )
        self.labels.append(label)

    def patience(self, depth: int, inside_task: bool) -> None:
        label = self.name("label")
        self.journey.seize(
            self.luck.choice(self.pools), label=label, name=self.name("impatient"), patience=self.duration(),
            since=self.since(),
        )  # fmt: skip
        self.labels.append(label)
        with self.journey.otherwise():
            self.block(depth - 1, inside_task)

    def hold(self, depth: int, inside_task: bool) -> None:
        calendar = self.network.calendars[0] if self.luck.random() < 0.2 else None
        self.journey.hold(self.name("hold"), self.stay(), calendar, self.since())  # type: ignore[arg-type]

    def release(self, depth: int, inside_task: bool) -> None:
        if self.labels:
            self.journey.release(self.luck.choice(self.labels))

    def set(self, depth: int, inside_task: bool) -> None:
        self.journey.set(self.network.attributes[0], self.luck.choice(self.network.attributes[0].values))

    def draw(self, depth: int, inside_task: bool) -> None:
        self.journey.draw(self.name("draw"), self.network.attributes[0], {"a": 0.5, "b": 0.2, "c": 0.3})

    def count(self, depth: int, inside_task: bool) -> None:
        self.journey.count(self.network.counters[0])

    def census(self, depth: int, inside_task: bool) -> None:
        census = self.luck.choice(self.network.censuses)
        if self.luck.random() < 0.6:
            self.journey.enter(census, self.since())
        else:
            self.journey.exit(census)

    def mark(self, depth: int, inside_task: bool) -> None:
        change = self.journey.mark if self.luck.random() < 0.6 else self.journey.unmark
        change(self.network.censuses[0], self.luck.choice(("x", "y")))

    def search(self, depth: int, inside_task: bool) -> None:
        label = self.name("label")
        found = [pool for pool in self.pools if pool.search is not None]
        if found:
            multiplier = self.luck.choice((1.0, 0.5, 3.0))
            with self.journey.scope(self.name("looking")) as scope:
                self.journey.search(
                    self.name("search"), self.luck.choice(found), multiplier, label, self.since()
                )
                with scope.clock(self.name("gives up"), Exponential(30 * TICK)):
                    pass
            self.labels.append(label)

    def note(self, depth: int, inside_task: bool) -> None:
        self.journey.note(self.name("note"), self.network.moments[0], self.duration())

    def spell(self, depth: int, inside_task: bool) -> None:
        self.journey.new_spell(self.name("spell"))

    def join(self, depth: int, inside_task: bool) -> None:
        if self.tasks:
            self.journey.join(self.luck.choice(self.tasks))

    def branch(self, depth: int, inside_task: bool) -> None:
        with self.journey.branch(self.name("branch"), {"one": 0.4, "two": 0.6, "never": 0.0}) as to:
            for outcome in ("one", "two", "never"):
                with to(outcome):
                    self.block(depth - 1, inside_task)

    def by_attribute(self, depth: int, inside_task: bool) -> None:
        source = self.luck.choice((self.network.attributes[0], self.network.periods[0]))
        with self.journey.branch(self.name("by"), source) as to, to(source.values[0]):
            self.block(depth - 1, inside_task)

    def race(self, depth: int, inside_task: bool) -> None:
        first, second = self.duration(), self.duration()
        with self.journey.race(self.name("race"), first=first, second=second) as to, to("second"):
            self.block(depth - 1, inside_task)

    def scope(self, depth: int, inside_task: bool) -> None:
        with self.journey.scope(self.name("scope")) as scope:
            self.block(depth - 1, inside_task)
            due = self.network.moments[0] if self.luck.random() < 0.3 else self.stay()
            with scope.clock(self.name("clock"), due):  # type: ignore[arg-type]
                self.block(0, inside_task)
            with scope.clock(self.name("clock"), Exponential(5 * TICK)):
                if not inside_task and self.luck.random() < 0.3:
                    self.journey.leave()

    def background(self, depth: int, inside_task: bool) -> None:
        task = self.name("task")
        loops, self.loops = self.loops, []
        with self.journey.background(task):
            self.block(depth - 1, True)
        self.loops = loops
        self.tasks.append(task)

    def repeat(self, depth: int, inside_task: bool) -> None:
        loop = self.name("loop")
        with self.journey.repeat(loop):
            turn = self.luck.choice((Exponential(0.5 * TICK), Constant(TICK)))
            self.journey.hold(self.name("turn"), turn)
            self.block(depth - 1, inside_task)
            with self.journey.branch(self.name("again"), {"yes": 0.4, "no": 0.6}) as to, to("yes"):
                self.journey.again(loop)

    def finish(self) -> None:
        for label in reversed(self.labels):
            self.journey.release(label)


def later_rules(luck: random.Random, network: Network) -> list[tuple[float, SearchRule]]:
    """Return changes of a search rule in the first seconds, some in the tick of a capacity change."""
    ticks = sorted(luck.sample(range(1, 200), luck.choice((0, 2, 40))))
    return [
        (
            tick * TICK,
            SearchRule(
                luck.choice((1, 9)) * TICK,
                0.5,
                luck.choice((0.0, 0.8)),
                luck.choice((1, 2)),
                luck.choice((None, network.calendars[0])),
            ),
        )
        for tick in ticks
    ]


def random_network(seed: int) -> RandomNetwork:
    """Return a small network; the same for the same seed.

    Two days, a few hundred people in the first seconds of each.
    """
    luck = random.Random(seed)
    network = RandomNetwork(
        f"random {seed}", days=1, start=date(2024, 3, 1), warm_up_days=luck.choice((0, 1)), may_deadlock=True
    )
    network.attribute("letter", "a", "b", "c")
    weather = network.period("weather", ("dry", "wet"), [day % 2 for day in range(len(network.all_days))])
    network.report_by(weather)
    network.moment("moment")
    network.counter("count", network.attributes[0])
    network.census("census", network.attributes[0], marks=("x", "y"), at_least_days=(0.0, 2 * TICK))
    network.count_only(network.attributes[0], network.attributes[0].values[-1])
    network.census("second census")
    hours = luck.choice((0.002, 12.0))
    network.calendar("hours", dict.fromkeys(range(7), (0.0, hours)))
    pools = []
    later = random.Random(f"later rules {seed}")
    for number in range(luck.randint(2, 4)):
        capacity = luck.choice((0, 1, 1, 2, 3, UNLIMITED))
        ticks = sorted(luck.sample(range(1, 200), luck.choice((0, 0, 3))))
        steps = [(tick * TICK, luck.choice((0, 1, 2, 4))) for tick in ticks]
        rule = SearchRule(
            3 * TICK, 0.5, luck.choice((0.0, 0.8)), 1, luck.choice((None, network.calendars[0]))
        )
        room, searched = luck.choice((None, None, 2)), luck.random() < 0.5
        pools.append(
            network.pool(
                f"pool {number}", capacity, steps=steps, room=room, search=rule if searched else None,
                search_steps=later_rules(later, network) if searched else (),
            )
        )  # fmt: skip
    network.stocks = [
        network.stock("plenty"),
        network.stock(
            "grant",
            luck.choice((0, 3, 20)),
            top_ups=[(5 * TICK, 2), (60 * TICK, 9)],
            room=luck.choice((None, 1)),
        ),
    ]
    for number in range(luck.randint(1, 2)):
        journey = network.journey(f"journey {number}")
        writer = Writer(luck, network, journey, pools)
        journey.seize(
            pools[0], label="place", name="place", patience=Constant(luck.choice((0, 3, 50)) * TICK)
        )
        with journey.otherwise():
            journey.leave()
        journey.hold("stay", Constant(luck.choice((1, 2)) * TICK), since=writer.since())
        writer.labels.append("place")
        writer.block(3, False)
        writer.finish()
        per_day = luck.choice((0.0, 40.0, 200.0, 500.0))
        rates = [per_day if day % 2 == 0 else per_day / 3 for day in range(len(network.all_days))]
        first_hour = (24.0, *(0.0,) * 23)
        network.stream(
            f"stream {number}", journey, rates, by_hour=first_hour, band_per_day=per_day * 10 or 1.0
        )
        step, people = luck.choice(("place", "stay")), luck.choice((0, 5, 25))
        network.standing(
            f"standing {number}", journey, step, people,
            remaining=writer.past.choice((None, None, Exponential(2 * TICK))) if step == "stay" else None,
            since={network.moments[0]: [slot % 7 * TICK for slot in range(people)]} if number else None,
        )  # fmt: skip
    return network


def acceptable(seed: int) -> Network | None:
    """Return the random network of a seed, or None if the builder refuses it."""
    try:
        network = random_network(seed)
        compile_network(network)
    except NetworkError:
        return None
    return network
