"""Every story is told by both engines."""

import pytest

from tests.flow.stories import ENGINES, Engine


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """Both engines in turn."""
    return ENGINES[request.param]
