"""What a run costs, by payer: worked out from its tables and prices, which never change a journey.

Every line has two amounts, which are never added up: its *value*, at average cost, and of it *cash*, what
is paid or saved when there is a little more or less of it. A bed that is freed has value; the cash is what
providers book for it, and most freed beds refill.
"""

from dtocsim.care.money.costing import COLUMNS, costs
from dtocsim.care.money.lines import LINES, Line
from dtocsim.care.money.prices import Price, bed_day_prices, check_prices, load_prices
from dtocsim.care.words import PAYERS

__all__ = [
    "COLUMNS",
    "LINES",
    "PAYERS",
    "Line",
    "Price",
    "bed_day_prices",
    "check_prices",
    "costs",
    "load_prices",
]
