"""`python -m dtocsim.cli`."""

from dtocsim.cli import main

main()
