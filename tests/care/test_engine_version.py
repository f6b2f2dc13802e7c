import shutil
import subprocess
import sys
from pathlib import Path

import dtocsim
from dtocsim.care.engine_version import engine_version

SOURCES = Path(dtocsim.__file__).parent
ASK = "from dtocsim.care.engine_version import engine_version; print(engine_version())"


def version_of(copy: Path) -> str:
    asked = subprocess.run([sys.executable, "-c", ASK], cwd=copy, capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def test_the_engine_version_begins_with_that_of_the_package() -> None:
    assert engine_version().startswith(f"{dtocsim.__version__}-")


def test_only_the_deciding_sources_change_it(tmp_path: Path) -> None:
    shutil.copytree(SOURCES, tmp_path / "dtocsim")
    assert version_of(tmp_path) == engine_version()
    (tmp_path / "dtocsim" / "report" / "cost.py").write_text("")
    assert version_of(tmp_path) == engine_version()
    with (tmp_path / "dtocsim" / "care" / "words.py").open("a") as file:
        file.write("SEVENTH = 7\n")
    assert version_of(tmp_path) != engine_version()
