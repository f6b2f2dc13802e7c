"""Checks a page in headless Chromium with axe-core, and takes a picture of it.

    python tests/report/check_page.py PAGE AXE.min.js [PICTURE.png]

The program axe-core (npm install axe-core) runs inside a copy of the page, whose text it replaces by what it
found, since Chromium can print the text of a page but not the answers of a program. Exit status 1 if there is
any violation.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

_RUN = """
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  document.body.innerHTML = "";
  const box = document.createElement("pre");
  box.id = "found";
  const told = found.violations.map(v => [v.id, v.impact, v.nodes.length, v.nodes[0].html]);
  box.textContent = JSON.stringify(told);
  document.body.appendChild(box);
});
"""


def violations(page: Path, axe: Path) -> list[list[object]]:
    """What axe-core finds wrong: rule, impact, how many, the first."""
    text = page.read_text(encoding="utf-8")
    scripts = f"<script>{axe.read_text(encoding='utf-8')}</script><script>{_RUN}</script>"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "page.html"
        copy.write_text(text.replace("</body>", f"{scripts}</body>"), encoding="utf-8")
        printed = _chromium("--virtual-time-budget=60000", "--dump-dom", copy.as_uri())
    match = re.search(r'<pre id="found">(.*?)</pre>', printed, re.S)
    if match is None:
        raise SystemExit("axe-core did not answer")
    found: list[list[object]] = json.loads(unescape(match[1]))
    return found


def picture(page: Path, target: Path) -> None:
    """A picture of the top of the page."""
    _chromium(f"--screenshot={target}", "--window-size=1280,4000", page.as_uri())


def _chromium(*words: str) -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout


def main() -> None:
    """Checks the page that was named."""
    page, axe = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    if len(sys.argv) > 3:
        picture(page, Path(sys.argv[3]).resolve())
    found = violations(page, axe)
    for each in found:
        print(*each)
    print(f"{len(found)} violations")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
