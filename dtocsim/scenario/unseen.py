"""Tell what looks at values that change from what does not."""

from typing import Any, NoReturn


class Looked(Exception):
    """Somebody has looked into a section of a scenario that is not to be seen."""


class Unseen:
    """Stands in the place of a section of a scenario: whoever looks into it raises `Looked`."""

    def _look(self, *_: Any) -> NoReturn:
        raise Looked

    __getattr__ = __getitem__ = __iter__ = __len__ = __contains__ = __bool__ = __eq__ = __hash__ = _look
