"""`python -m dtocsim.cli`."""

from dtocsim.cli import program

program()
