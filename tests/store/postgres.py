"""A real PostgreSQL of our own for the length of a test run: Debian's binaries, a new cluster, a socket and no port."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg


def binaries() -> Path | None:
    """Folder with initdb and postgres; None where the machine has none."""
    found = shutil.which("initdb")
    folders = (
        [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    )
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


class Cluster:
    """A running server; `crash` ends it as a power cut would, `start` brings it back."""

    def __init__(self, folder: Path, programs: Path, user: str | None) -> None:
        self._folder, self._programs, self._user = folder, programs, user
        self._run("initdb", "--auth=trust", "--username=rechtuit", "--encoding=UTF8", "--no-instructions", "-N")
        self.start()

    def start(self) -> None:
        # Processes are killed here, the machine keeps its power: fsync would only cost time.
        options = f"-k {self._folder} -c listen_addresses= -c shared_buffers=16MB -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-s", "-o", options, "-l", str(self._folder / "log"))

    def crash(self) -> None:
        pid = int((self._folder / "data/postmaster.pid").read_text().split()[0])
        os.killpg(os.getpgid(pid), signal.SIGKILL)

    def stop(self) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            self._run("pg_ctl", "stop", "-m", "immediate", "-s")

    async def new_database(self, name: str, *, template: str = "template1") -> str:
        """Makes a database, empty or like another one, and returns its URL."""
        connection = await asyncpg.connect(host=str(self._folder), user="rechtuit", database="postgres")
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        await connection.close()
        return f"postgresql+asyncpg://rechtuit@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), "-D", str(self._folder / "data"), *arguments]
        subprocess.run(command, check=True, user=self._user, cwd=self._folder, stdout=subprocess.DEVNULL)


@contextmanager
def running_cluster(programs: Path) -> Iterator[Cluster]:
    """PostgreSQL refuses to run as root; then it runs as its own user."""
    in_memory = Path("/dev/shm")  # hundreds of small databases are made: on a disk they cost more than the tests
    home = in_memory if os.access(in_memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="rechtuit-pg-", dir=home))  # a socket's path must be short
    user = "postgres" if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    cluster = Cluster(folder, programs, user)
    try:
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
