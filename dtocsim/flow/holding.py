"""What people may hold at the steps of a journey, and where they wait for more while they hold it."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import and_, or_

from dtocsim.flow.cases import Cases, Chances
from dtocsim.flow.skeleton import (
    Alternatives,
    Back,
    Become,
    Bone,
    Bones,
    End,
    GiveBack,
    Level,
    Loop,
    Meet,
    Running,
    Skeleton,
    Stand,
    Take,
    Task,
    Variable,
    Ways,
)


@dataclass(frozen=True)
class Wait:
    """Somebody may wait at a step, under no clock, for any one of `wanted` while she holds `holding`.

    All are numbers of a skeleton.
    """

    step: int
    wanted: Alternatives
    holding: int


def labelled_pools(skeleton: Skeleton, suspects: frozenset[int] | None) -> dict[str, frozenset[int]]:
    """Return the pools that are held under each label, of those that are followed."""
    found: dict[str, frozenset[int]] = {}
    for bone in skeleton.bones.inside:
        if isinstance(bone, Take) and bone.label is not None:
            found[bone.label] = found.get(bone.label, frozenset()) | bone.pools
    return {label: pools for label, pools in found.items() if suspects is None or pools & suspects}


def variables(
    skeleton: Skeleton, suspects: frozenset[int] | None, attributes: frozenset[int]
) -> dict[Hashable, int]:
    """Return what makes a case, with the number of values of each; arguments as in `waits`.

    Whether a task runs makes a difference only if it changes one of the others.
    """
    sizes: dict[Hashable, int] = {each: skeleton.sizes[each] for each in sorted(attributes)}
    sizes |= dict.fromkeys(labelled_pools(skeleton, suspects), 2)
    tasks = [task for task in skeleton.bones.tasks if task.body.changed & sizes.keys()]
    return sizes | {Running(task.name): 2 for task in tasks}


def waits(
    skeleton: Skeleton, suspects: frozenset[int] | None = None, attributes: frozenset[int] | None = None
) -> tuple[Wait, ...]:
    """Return every wait under no clock while something is held.

    Args:
        skeleton: the journey.
        suspects: pools whose units are followed; None for all pools.
        attributes: attributes by which cases are told apart; None to take whatever may be held for held.
    """
    return _Walk(skeleton, suspects, attributes).waits()


class _Walk:
    """Walks through a skeleton with all that may be held at once."""

    def __init__(
        self, skeleton: Skeleton, suspects: frozenset[int] | None, attributes: frozenset[int] | None
    ) -> None:
        self.skeleton = skeleton
        self.pools = labelled_pools(skeleton, suspects)
        tasks = {task.name: task for task in skeleton.bones.tasks}
        sizes = variables(skeleton, suspects, attributes or frozenset())
        self.cases = Chances(sizes) if attributes is None else Cases(sizes)
        # A task that changes nothing that is followed may run or not.
        flags = {name: Running(name) for name in tasks if Running(name) in sizes}
        self.tasks = {flag: tasks[name] for name, flag in flags.items()}
        self.steering = {
            flag
            for flag, task in self.tasks.items()
            if any(isinstance(each, int) for each in task.body.changed & sizes.keys())
        }
        self.beside: dict[str, set[tuple[int, int]]] = {name: set() for name in tasks}
        self.walked: set[Running] = set()
        self.passed = 0
        self.again: dict[str, int] = {}
        self.noted: dict[Wait, None] = {}
        self.task_waits: dict[str, dict[tuple[int, Alternatives], None]] = {name: {} for name in tasks}
        self.within: list[str] = []
        self.noting = True

    def waits(self) -> tuple[Wait, ...]:
        """Return the waits of the whole journey.

        What a task may meet is known only when all that is set beside it has been seen, so the journey is
        walked again while there was something new.
        """
        known = -1
        while known != (known := sum(map(len, self.beside.values()))):
            self.passed = 0
            self.noted.clear()
            for waits in self.task_waits.values():
                waits.clear()
            self.block(self.skeleton.bones, self.whoever({}), False)
        return tuple(self.noted)

    def whoever(self, codes: dict[int, int]) -> int:
        """Return the cases of somebody who holds nothing, with these attributes and any others."""
        cases = self.cases.start
        for variable in self.cases.sizes:
            if isinstance(variable, int):
                cases = self.cases.forget(cases, variable)
                cases = self.cases.only(cases, variable, codes[variable]) if variable in codes else cases
        return cases

    def put(self, cases: int, variable: Variable, value: int) -> int:
        """Give a variable a value, if it is followed."""
        return self.cases.put(cases, variable, value) if variable in self.cases.sizes else cases

    def block(self, bones: Bones, cases: int, clocked: bool) -> int:
        """Return the cases at the end of a block; all on the way are added to `passed`."""
        for bone in bones:
            self.passed |= cases
            cases = self.step(bone, cases, clocked)
        self.passed |= cases
        return cases

    def step(self, bone: Bone, cases: int, clocked: bool) -> int:
        """Return the cases after a step."""
        match bone:
            case GiveBack():
                return self.put(cases, bone.label, 0)
            case Become():
                return self.become(bone, cases)
            case Stand():
                return cases | self.stand(bone)
            case Take():
                return self.take(bone, self.tasks_may_end(cases), clocked)
            case Ways():
                return self.ways(bone, self.tasks_may_end(cases), clocked)
            case Level():
                return self.level(bone, cases, clocked)
            case Loop():
                return self.loop(bone, cases, clocked)
            case Task():
                return self.start(bone, cases, clocked)
            case Meet():
                return self.meet(bone, cases, clocked)
            case Back():
                self.again[bone.loop] = self.again.get(bone.loop, 0) | cases
                return 0
            case End():
                return 0
        raise TypeError(bone)

    def become(self, bone: Become, cases: int) -> int:
        """Give an attribute every code that it may get."""
        if bone.attribute not in self.cases.sizes:
            return cases
        cases = self.tasks_may_end(cases)
        for flag in self.tasks.keys() - self.walked:
            if self.cases.only(cases, flag, 1):
                self.beside[flag.task] |= {(bone.attribute, code) for code in bone.codes}
        changed = 0
        for code in bone.codes:
            changed |= self.cases.put(cases, bone.attribute, code)
        return changed

    def stand(self, bone: Stand) -> int:
        """Let initial people begin."""
        found = 0
        for labels, codes in bone.groups:
            cases = self.whoever(dict(codes))
            for label in labels:
                cases = self.put(cases, label, 1)
            found |= cases
        return found

    def take(self, bone: Take, cases: int, clocked: bool) -> int:
        """Take units, perhaps after waiting for ever, or go the other way."""
        if not clocked:
            for wanted in bone.waits:
                self.note(bone.number, wanted, cases)
        taken = cases if bone.label is None else self.put(cases, bone.label, 1)
        return taken | self.block(bone.otherwise, cases, clocked)

    def ways(self, bone: Ways, cases: int, clocked: bool) -> int:
        """Go every way that somebody may go; in a task also by what is set beside it."""
        for attribute, code in sorted(set().union(*(self.beside[task] for task in self.within))):
            cases |= self.cases.put(cases, attribute, code)
        ends = 0
        for code, arm in enumerate(bone.arms):
            known = bone.attribute in self.cases.sizes
            here = self.cases.only(cases, bone.attribute, code) if known else cases
            ends |= self.block(arm, here, clocked) if here else 0
        return ends

    def level(self, bone: Level, cases: int, clocked: bool) -> int:
        """A clock may win at any time; what was taken inside is then given back."""
        before, self.passed = self.passed, 0
        ends = self.tasks_end(bone.body, self.block(bone.body, cases, clocked or bone.clocked))
        won = self.give_back(bone.body, cases, self.tasks_end(bone.body, self.passed))
        self.passed |= before
        for handler in bone.handlers:
            ends |= self.block(handler, won, clocked)
        return ends

    def give_back(self, body: Bones, before: int, cases: int) -> int:
        """Return the cases when all that was taken in a block is given back; `before` it began in those."""
        for label in body.taken & self.pools.keys():
            outside = self.cases.only(before, label, 1)
            if outside:
                for variable in (body.changed & self.cases.sizes.keys()) - {label}:
                    outside = self.cases.forget(outside, variable)
            cases = self.cases.put(cases, label, 0) | (cases & outside)
        return cases

    def loop(self, bone: Loop, cases: int, clocked: bool) -> int:
        """Go round until nothing new comes back to the start."""
        # What comes back here belongs to this walk; a task may be walked again in the middle of another walk.
        around = self.again.pop(bone.name, 0)
        start, ends = 0, 0
        while cases | start != start:
            start |= cases
            ends |= self.block(bone.body, start, clocked)
            cases = self.tasks_end(bone.body, self.again.get(bone.name, 0))
        self.again[bone.name] = around
        return self.tasks_end(bone.body, ends)

    def start(self, bone: Task, cases: int, clocked: bool) -> int:
        """Start a task, which waits for itself only; what it changes comes in `tasks_may_end`."""
        if self.noting:
            self.note_task(bone, cases, clocked)
        return self.put(cases, Running(bone.name), 1)

    def note_task(self, bone: Task, cases: int, clocked: bool) -> None:
        """Note the waits of a task that somebody starts; meanwhile anything may happen outside."""
        own, before = cases, self.passed
        for flag, task in self.tasks.items():
            own = self.cases.put(own, flag, 0)
            for changed in task.body.changed & self.cases.sizes.keys() if flag.task != bone.name else ():
                own = self.cases.forget(own, changed)
        for label in self.pools:
            own = self.cases.put(own, label, 0)
        self.within.append(bone.name)
        self.block(bone.body, own, clocked)
        self.within.pop()
        self.passed = before

    def tasks_may_end(self, cases: int) -> int:
        """Add what running tasks may have changed meanwhile, whether on their way or done."""
        before, noting = self.passed, self.noting
        self.noting, known = False, 0
        while known != cases:
            known = cases
            for flag in self.heard():
                running = self.cases.only(cases, flag, 1)
                cases |= self.walk_task(flag, running) if running else 0
        self.passed, self.noting = before | cases, noting
        return cases

    def heard(self) -> list[Running]:
        """Return the tasks whose changes matter here.

        On its way a task hears of tasks of its own, which it may join, and of those that change an attribute,
        which may send it another way; what the others hold comes together once each has been walked.
        """
        own = {Running(task.name) for flag in self.walked for task in self.tasks[flag].body.tasks}
        heard = own | self.steering if self.walked else self.tasks.keys()
        return [flag for flag in self.tasks if flag in heard and flag not in self.walked]

    def walk_task(self, flag: Running, cases: int) -> int:
        """Return the cases in which a running task may be on its way, or is done and runs no more."""
        self.passed = 0
        self.walked.add(flag)
        ends = self.block(self.tasks[flag].body, cases, False)
        self.walked.remove(flag)
        return self.passed | self.cases.put(ends, flag, 0)

    def tasks_end(self, body: Bones, cases: int) -> int:
        """The tasks that were started inside a level end with it."""
        return self.cancel(self.tasks_may_end(cases), [task.name for task in body.tasks])

    def cancel(self, cases: int, names: Iterable[str]) -> int:
        """End tasks where they are."""
        for flag in [Running(name) for name in names if Running(name) in self.tasks]:
            ended = self.without(self.cases.only(cases, flag, 1), flag)
            cases = self.cases.put(self.cases.only(cases, flag, 0) | ended, flag, 0)
        return cases

    def without(self, cases: int, flag: Running) -> int:
        """Return the cases without what a task has taken; what others may have taken stays."""
        task = self.tasks[flag]
        for label in task.body.taken & self.pools.keys():
            given_back = self.cases.put(cases, label, 0)
            cases = given_back | cases if self.taken_elsewhere(label, task) else given_back
        return cases

    def taken_elsewhere(self, label: str, task: Task) -> bool:
        """Say whether somebody may hold under a label what a task has not taken."""
        inside = {bone.number for bone in task.body.inside}
        outside = (bone for bone in self.skeleton.bones.inside if bone.number not in inside)
        return any(_gives(bone, label) for bone in outside)

    def meet(self, bone: Meet, cases: int, clocked: bool) -> int:
        """Whoever joins a task that still runs waits with it."""
        for waiting, wanted, tasks in () if clocked else self.waits_of(bone):
            running = cases
            for task in tasks:
                running = self.running(running, task)
            self.note(waiting, wanted, running)
        cases = self.tasks_may_end(cases)
        done = [self.done(cases, task) for task in bone.tasks]
        return self.cancel(reduce(or_, done) if bone.first else reduce(and_, done), bone.tasks)

    def done(self, cases: int, task: str) -> int:
        """Return the cases in which a task may be done."""
        return self.cases.only(cases, Running(task), 0) if Running(task) in self.cases.sizes else cases

    def running(self, cases: int, task: str) -> int:
        """Return the cases in which a task may still run, with what is held beside it."""
        flag = Running(task)
        return self.without(self.cases.only(cases, flag, 1), flag) if flag in self.tasks else cases

    def waits_of(self, bone: Meet) -> Iterator[tuple[int, Alternatives, tuple[str, ...]]]:
        """Return the waits of tasks that a join waits with; of the first of them, only when all wait."""
        if bone.first:
            for waits in product(*(self.task_waits[task] for task in bone.tasks)):
                yield waits[0][0], frozenset().union(*(wanted for _, wanted in waits)), bone.tasks
            return
        for task in bone.tasks:
            for waiting, wanted in self.task_waits[task]:
                yield waiting, wanted, (task,)

    def note(self, step: int, wanted: Alternatives, cases: int) -> None:
        """Note what may be held during a wait that no clock ends."""
        if not self.noting:
            return
        for task in self.within:
            self.task_waits[task][step, wanted] = None
        for label, pools in self.pools.items():
            if self.cases.only(cases, label, 1):
                for holding in sorted(pools):
                    self.noted[Wait(step, wanted, holding)] = None


def _gives(bone: Bone, label: str) -> bool:
    """Say whether somebody comes to hold something under a label at a step."""
    if isinstance(bone, Stand):
        return any(label in labels for labels, _ in bone.groups)
    return isinstance(bone, Take) and bone.label == label
