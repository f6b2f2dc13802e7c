"""Working time, in one function that both engines call.

A calendar gives for every day of the run (row 0 is the day of the first tick) the ticks after midnight at
which work opens and closes, and the working ticks before each day.
"""

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow._jit import kernel
from dtocsim.flow.quantiles import DAY, FOREVER

Days = NDArray[np.int64]


@kernel
def work_before(opens: Days, closes: Days, before: Days, calendar: int, first_tick: int, tick: int) -> int:
    """Return the working ticks between the first tick of the run and `tick`.

    opens, closes: shape (calendars, days); before: shape (calendars, days + 1); first_tick: a midnight.
    """
    day = (tick - first_tick) // DAY
    if day >= opens.shape[1]:
        all_work: int = before[calendar, opens.shape[1]]
        return all_work
    within = tick - first_tick - day * DAY
    length = closes[calendar, day] - opens[calendar, day]
    done: int = before[calendar, day] + min(max(within - opens[calendar, day], 0), length)
    return done


@kernel
def after_work(
    opens: Days, closes: Days, before: Days, calendar: int, first_tick: int, tick: int, work: int
) -> int:
    """Return the tick at which `work` ticks of working time, begun at `tick`, are done.

    Work that ends exactly at closing ends then; no work outside hours ends at the next opening; beyond the
    calendar: FOREVER.
    """
    days = opens.shape[1]
    low = (tick - first_tick) // DAY
    if work >= FOREVER or low >= days:
        return FOREVER
    target = work_before(opens, closes, before, calendar, first_tick, tick) + work
    if work == 0:
        within = tick - first_tick - low * DAY
        if opens[calendar, low] <= within < closes[calendar, low]:
            return tick
        target += 1
    if before[calendar, days] < target:
        return FOREVER
    high = days - 1
    while low < high:
        middle = (low + high) // 2
        if before[calendar, middle + 1] >= target:
            high = middle
        else:
            low = middle + 1
    end: int = first_tick + low * DAY + opens[calendar, low] + target - before[calendar, low]
    return end - 1 if work == 0 else end
