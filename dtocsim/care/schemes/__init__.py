"""Schemes: one file a kind, found by its place in this package.

To add one, write its class in a module here, a row `schemes.<kind>.<key>` of the registry of evidence for
each of its numbers (default, plausible range with nothing in it, source), and a test. From then on files can
use it; errors, the schema for editors, `explain` and `diff` know it. This is a whole one:

    from collections.abc import Iterator
    from typing import Literal

    from dtocsim.scenario.kinds import Amount, Share
    from dtocsim.scenario.scheme import CostLine, Move, Scheme, adds, lowers


    class DischargeLounge(Scheme):
        \"\"\"A lounge where patients wait for medicines and transport, and drivers who take them home.\"\"\"

        finest = "council"

        kind: Literal["discharge_lounge"]
        \"\"\"A discharge lounge.\"\"\"
        waiting_saved_share: Share
        \"\"\"Part of the time for medicines and transport that no longer needs a bed, 0 to 1.\"\"\"
        fitters: Amount
        \"\"\"Fitters of equipment who come along, in all areas together.\"\"\"
        drivers: Amount
        \"\"\"Drivers in post, in all areas together.\"\"\"

        def moves(self) -> Iterator[Move]:
            \"\"\"Less time in the bed, and more hands at home.\"\"\"
            yield lowers("discharge.hospital_process_mean_hours", self.waiting_saved_share)
            yield lowers("discharge.hospital_process_sd_hours", self.waiting_saved_share)
            yield adds("capacity.equipment_fitters_added", self.fitters)

        def cost_lines(self) -> Iterator[CostLine]:
            \"\"\"Drivers are the hospital's, fitters the council's.\"\"\"
            yield CostLine("NHS", "drivers", "driver_year", per_year=self.drivers)
            yield CostLine("council", "fitters", "equipment_fitter_year", per_year=self.fitters)

In a file:

    schemes:
      lounge: {kind: discharge_lounge, where: [Leeds], start: 2017-07-01, ramp_days: 30}

Where it is at work in part of a place, and how several schemes that move one value go together, is said once,
in `dtocsim.scenario.scheme`. A scheme of strength or size 0 leaves the network as it is, bit for bit. Modules
here are read with every scenario, so they import nothing of the engine at their top.
"""
