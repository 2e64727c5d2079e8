#!/usr/bin/env python3
"""The two commands, from a fresh checkout to a running program.

    python3 packaging/dev.py run [ARGUMENTS]     start Aboveboard (arguments go to the program)
    python3 packaging/dev.py test [ARGUMENTS]    run the tests (arguments go to pytest)
    python3 packaging/dev.py check               lint, types and the import contract

Each makes the environment in `.venv`, installs what is missing and goes. Needs Python 3.11 or newer and nothing else;
only the standard library is used here. On Debian and its relatives the system's libraries are installed too where this
user may do so; else the exact line to type is printed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

# What Qt's window under X11 loads, and the Debian package that holds it (a bare Debian 12 has none of them).
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def stop(words: str) -> None:
    say(words)
    sys.exit(1)


def missing_packages() -> list[str]:
    """Debian packages that are needed here and not there; empty on macOS and Windows, whose Qt brings all it needs."""
    if platform.system() != "Linux":
        return []
    missing = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if not PYTHON.exists():
        try:
            import ensurepip  # noqa: F401
        except ImportError:
            missing.insert(0, "python3-venv")
    return missing


def may_install() -> list[str] | None:
    """The words to put before apt-get where this user may install packages without being asked; None where not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install_system() -> None:
    """Install the system's libraries that are missing, or print the line that does and stop."""
    packages = missing_packages()
    if not packages:
        return
    if shutil.which("apt-get") is None:
        stop("These libraries are missing; install them with your system's package manager, then try again:\n  "
             + " ".join(name for name, package in LIBRARIES.items() if package in packages))  # fmt: skip
    before = may_install()
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if before is None:
        say("Aboveboard needs some libraries of the system first. Type this line, then the same command again:\n")
        stop(f"sudo apt-get update && sudo {line}")
    say(f"Installing {len(packages)} libraries of the system ...")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update"], line.split()):
        done = subprocess.run([*before, *command], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            say((done.stderr or done.stdout).strip()[-1500:])
            stop(
                f"That did not work. Try it by hand, then the same command again:\n\nsudo apt-get update && sudo {line}"
            )


def state_of(extra: str) -> str:
    """What the environment was made from: when this changes it is brought up to date."""
    text = "".join(
        (ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "packaging/constraints.txt")
    )
    return hashlib.sha256(f"{text}{sys.version}{ROOT}{extra}".encode()).hexdigest()


def make_environment(extra: str = "") -> None:
    """Make `.venv` and install the program into it (editable), with `extra` ("dev") where asked for."""
    stamps = {name: VENV / f".made-{name or 'run'}" for name in ("", "dev")}
    if PYTHON.exists() and any(
        stamp.is_file() and stamp.read_text(encoding="utf-8") == state_of(name)
        for name, stamp in stamps.items()
        if name >= extra
    ):
        return
    install_system()
    if not works(PYTHON):
        say("Making the environment in .venv ...")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    say("Installing what the program needs (the first time this takes a minute) ...")
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, "-c", str(ROOT / "packaging/constraints.txt"), "-e", target], check=False)
    if done.returncode:
        stop("The packages could not be installed. Is there a network? The lines above say what went wrong.")
    stamps[extra].write_text(state_of(extra), encoding="utf-8")


def works(python: Path) -> bool:
    """Is there an environment, of a Python that still runs and has pip?"""
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False).returncode == 0


def run(arguments: list[str]) -> int:
    make_environment()
    install_system()
    command = [str(PYTHON), "-m", "aboveboard", *arguments]
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(command[0], command)


def test(arguments: list[str]) -> int:
    make_environment("dev")
    install_system()
    environment = dict(os.environ)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    workers = [] if any(a.startswith("-n") or a == "-p" for a in arguments) else ["-n", "auto"]
    return subprocess.run(
        [str(PYTHON), "-m", "pytest", *workers, *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


def check() -> int:
    make_environment("dev")
    worst = 0
    for name, command in {
        "ruff check": [str(BIN / "ruff"), "check", "."],
        "ruff format": [str(BIN / "ruff"), "format", "--check", "."],
        "mypy": [str(PYTHON), "-m", "mypy"],
        "import contract": [str(BIN / "lint-imports")],
    }.items():
        say(f"== {name}")
        worst = max(worst, subprocess.run(command, cwd=ROOT, check=False).returncode)
    return worst


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  (the machine may have an older one)
        stop(f"Aboveboard needs Python 3.11 or newer; this is {platform.python_version()}.")
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if verb == "run":
        return run(rest)
    if verb == "test":
        return test(rest)
    if verb == "check":
        return check()
    say((__doc__ or "").strip())
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
