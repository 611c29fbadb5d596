"""The running package as a wheel, so that a project can carry the very scanpress that it is built with.

Made of the installed files alone, without network or build tools, whether they come from a wheel or from a checkout.
The same files give the same bytes on any machine, and the wheel that an installed one makes is the one it came from.
Format: https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from generator import __version__
from generator.adapters.filesystem import TargetError, files_below
from generator.resources import package, site_templates

NAME = "scanpress"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format of archives knows; it stands for none."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel: the name of its file, and its bytes."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


def own_wheel() -> Wheel:
    """The running package as a wheel; raises ``TargetError`` where it is not installed, or not as it runs."""
    stem = f"{NAME}-{__version__}"
    about = f"{stem}.dist-info"
    installed = _distribution()
    files = {f"{package().name}/{path}": data for path, data in _package_files().items()}
    for path in ("METADATA", "entry_points.txt", "licenses/LICENSE"):
        text = installed.read_text(path)
        if text is None:
            raise TargetError(f"{NAME}: the installation has no {path}; install {NAME} again")
        files[f"{about}/{path}"] = text.encode()
    wheel = f"Wheel-Version: 1.0\nGenerator: {NAME} {__version__}\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{about}/WHEEL"] = wheel.encode()
    record = f"{about}/RECORD"
    lines = [f"{path},sha256={_record_digest(data)},{len(data)}\n" for path, data in sorted(files.items())]
    files[record] = "".join((*lines, f"{record},,\n")).encode()

    archive = io.BytesIO()
    # Stored as it is: what compression makes of it depends on the library.
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
        # The record comes last, as the format advises.
        for path in sorted(files, key=lambda path: (path.startswith(about), path == record, path)):
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            target.writestr(entry, files[path])
    return Wheel(f"{stem}-py3-none-any.whl", archive.getvalue())


def _distribution() -> Distribution:
    try:
        found = distribution(NAME)
    except PackageNotFoundError:
        raise TargetError(
            f"{NAME} is not installed, so that no project can be made to use it; run pip install in its folder"
        ) from None
    if found.version != __version__:
        raise TargetError(
            f"{NAME} {found.version} is installed, and {__version__} runs; run pip install in its folder again"
        )
    return found


def _package_files() -> dict[str, bytes]:
    """The files of the package by their path in it; what tools leave behind is none of them."""
    found = {path: place for path, place in files_below(package()).files.items() if path.endswith(_OF_PACKAGE)}
    found = {path: place for path, place in found.items() if not path.startswith("site_templates/")}
    found |= {f"site_templates/{path}": place for path, place in files_below(site_templates()).files.items()}
    return {path: place.read_bytes() for path, place in found.items()}


_OF_PACKAGE = (".py", ".yml", ".bin", ".txt", "py.typed")


def _record_digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
