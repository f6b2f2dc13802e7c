"""Who runs the pieces: the threads of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from dtocsim.experiment.packing import Files
    from dtocsim.experiment.piece import Piece, Progress

Keep: TypeAlias = "Callable[[Piece, Files], None]"
"""Takes the files of a finished piece; may be called from several threads."""


class Executor(Protocol):
    """Runs pieces."""

    def run(self, pieces: Sequence[Piece], systems: int, keep: Keep, progress: Progress) -> None:
        """Runs pieces and hands each on as soon as it is finished.

        Args:
            pieces: At least one, in the order in which they shall begin.
            systems: Systems that each piece simulates, 1 or more.
            keep: Takes the files of a finished piece.
            progress: Told the share of all pieces that is done; may raise to stop.

        Raises:
            BaseException: What a piece, `keep` or `progress` raised; what was kept stays kept.
        """


class ClusterError(RuntimeError):
    """A cluster cannot be used, or a piece cannot be run there; one line."""


def executor(threads: int | None = None, cluster: str | None = None) -> Executor:
    """Threads of this machine, or a cluster if one is named.

    Args:
        threads: 1 or more; None for one a processor.
        cluster: Address of a Dask scheduler, such as `tcp://10.0.0.1:8786`, or `local` for a trial.

    Raises:
        ClusterError: Dask is not installed.
    """
    if cluster is None:
        from dtocsim.experiment.local import LocalThreads

        return LocalThreads(threads)
    try:
        from dtocsim.experiment.cluster import DaskCluster
    except ImportError as error:
        raise ClusterError(f"a cluster needs Dask ({error}): pip install 'dtocsim[cluster]'") from error
    return DaskCluster(cluster)
