"""The developer page: its example is a scheme."""

import inspect
import re
from typing import Any

from dtocsim.care import schemes
from dtocsim.scenario.scheme import CostLine, adds, lowers


def test_the_example_of_the_developer_page_is_a_scheme() -> None:
    page = inspect.getdoc(schemes) or ""
    example = "\n".join(
        line[4:] for line in page.split("This is a whole one:")[1].split("In a file:")[0].split("\n")
    )
    assert len(re.findall(r"^\s*\S", example, re.MULTILINE)) <= 40
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(example, "example", "exec"), names)
    told = {"kind": "discharge_lounge", "waiting_saved_share": 0.5, "fitters": 2, "drivers": 3}
    lounge = names["DischargeLounge"].model_validate(told)
    assert list(lounge.effective_moves) == [
        lowers("discharge.hospital_process_mean_hours", 0.5),
        lowers("discharge.hospital_process_sd_hours", 0.5),
        adds("capacity.equipment_fitters_added", 2),
    ]
    assert next(iter(lounge.cost_lines())) == CostLine("NHS", "drivers", "driver_year", per_year=3)
