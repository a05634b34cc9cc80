"""Make this clone ready: Python environment, locked packages, front end, translations.

Runs on the machine's own Python (3.11 or newer) with nothing installed, does only what changed
since the last time, and says what to type when something is missing that it may not install.
`--tests` also looks for a browser.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STATE = ROOT / "var"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LOCK = ROOT / "requirements" / "dev.lock"


def stop(sentence: str) -> None:
    """Say what to do, and end."""
    sys.exit(f"\n{sentence}")


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def is_root() -> bool:
    return os.geteuid() == 0


def apt_install(*packages: str) -> bool:
    """Install through apt when we may; answers whether it worked."""
    if not is_root() or not shutil.which("apt-get"):
        return False
    say(f"installing {', '.join(packages)} through apt")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "--no-install-recommends", "-qq", *packages]
    for first in ([], ["apt-get", "update", "-qq"]):
        if first:
            subprocess.run(first, env=environment, check=False, stdin=subprocess.DEVNULL)
        done = subprocess.run(
            command, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        if done.returncode == 0:
            return True
    return False


def place(link: Path, outside: Path) -> None:
    """Keep `link` a plain folder, or a link to `outside` when the clone lies in root's own home.

    The embedded database runs as another account and opens every folder above its files: root's
    home must not be among them.
    """
    if link.exists() or link.is_symlink():
        return
    home = Path("~root").expanduser().resolve()
    if is_root() and ROOT.is_relative_to(home) and home != Path("/"):
        outside.mkdir(parents=True, exist_ok=True)
        link.symlink_to(outside, target_is_directory=True)
        say(
            f"{link.name} stands in {outside}, because the embedded database would open root's home to others"
        )


def make_environment() -> Path:
    """A virtual environment with pip; answers its real folder."""
    # Per clone, so that two clones of one machine do not share an environment.
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    place(VENV, Path(f"/opt/rondom/{mark}/venv"))
    place(STATE, Path(f"/var/lib/rondom/{mark}"))
    real = VENV.resolve()
    if (real / "bin" / "python").exists() and (real / "bin" / "pip").exists():
        return real
    say("making the Python environment")
    command = [sys.executable, "-m", "venv", "--clear", str(real)]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if _quiet(command):
        if not apt_install(f"python{version}-venv"):
            stop(f"The Python module venv is missing. Type: sudo apt install python{version}-venv")
        if _quiet(command):
            stop(f"No Python environment could be made. Type this to see why: {' '.join(command)}")
    return real


def _quiet(command: list[str]) -> int:
    return subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL).returncode


def once(stamp: Path, made_from: list[Path], sentence: str, *commands: list[str]) -> None:
    """Run the commands when what they are made from changed since the last time."""
    digest = hashlib.sha256()
    for path in sorted(made_from):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    say(sentence)
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            stop(f"This step failed: {sentence}. The lines above say why.")
    stamp.write_text(digest.hexdigest())


def install_packages(venv: Path) -> None:
    """Exactly the locked packages, each with its hash, and this project itself."""
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    once(
        venv / ".packages",
        [LOCK, ROOT / "pyproject.toml", ROOT / "requirements" / "base.in"],
        "installing the locked packages (a few minutes the first time)",
        [*pip, "--require-hashes", "--requirement", str(LOCK)],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    )


def build_front_end(venv: Path) -> None:
    """NL Design System, fonts and htmx, from the npm lockfile."""
    script = ROOT / "tools" / "build_frontend.py"
    made_from = [script, ROOT / "package-lock.json", *(ROOT / "src/rondom/web/static/web").rglob("*.css")]
    stamp = ROOT / "src/rondom/web/static/nlds/.made-from"
    needed = ("src/rondom/web/static/nlds/nlds.css", "var/axe.min.js")
    if not all((ROOT / name).exists() for name in needed):
        stamp.unlink(missing_ok=True)
    once(stamp, made_from, "building the front end", [str(venv / "bin" / "python"), str(script)])


def compile_translations(venv: Path) -> None:
    texts = list((ROOT / "src").rglob("locale/*/LC_MESSAGES/*.po"))
    if any(not path.with_suffix(".mo").exists() for path in texts):
        (venv / ".translations").unlink(missing_ok=True)
    command = [str(venv / "bin" / "python"), str(ROOT / "tools" / "compile_messages.py")]
    once(venv / ".translations", texts, "compiling the translations", command)


def find_browser() -> None:
    """Chromium for the journeys; installed through apt when we are root."""
    named = os.environ.get("RONDOM_CHROMIUM")
    if (named and Path(named).exists()) or any(shutil.which(name) for name in BROWSERS):
        return
    if not apt_install("chromium") or not shutil.which("chromium"):
        stop("The journeys need a browser. Type: sudo apt install chromium   (or set RONDOM_CHROMIUM)")


def main() -> None:
    venv = make_environment()
    STATE.mkdir(exist_ok=True)
    install_packages(venv)
    build_front_end(venv)
    compile_translations(venv)
    if "--tests" in sys.argv[1:]:
        find_browser()


if __name__ == "__main__":
    main()
