"""The real service in a process of its own: it can be killed, and everything it writes lies in one folder."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import asyncio
from simulator.api import server
from simulator.settings import load_settings

async def main():
    settings = load_settings()
    server.configure_logs(settings)
    async with server.serve_in_background(settings.model_copy(update={"port": 0})) as url:
        print(url, flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class OwnProcess:
    url: str
    process: "subprocess.Popen[bytes]"


@asynccontextmanager
async def own_process(folder: Path, **variables: str) -> AsyncIterator[OwnProcess]:
    """Database, keys, temporary files and logs all in `folder`; killed at the end of the block, if it still runs."""
    temporary = folder / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    own = {
        "SIMULATOR_DATA_DIR": str(folder),
        "SIMULATOR_DATABASE": "",
        "SIMULATOR_VOICE__PREPARE": "false",
        "SIMULATOR_LOG_LEVEL": "debug",
        "TMPDIR": str(temporary),
    }
    log = folder / "service.log"
    with log.open("ab") as output:
        began_at = output.tell()
        command = [sys.executable, "-c", _PROGRAM]
        process = subprocess.Popen(command, env=os.environ | own | variables, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield OwnProcess(await _address(process, log, began_at), process)
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)


async def _address(process: "subprocess.Popen[bytes]", log: Path, began_at: int) -> str:
    async with asyncio.timeout(240):
        while True:
            for line in log.read_bytes()[began_at:].decode().splitlines():
                if line.startswith("http://"):
                    return line
            assert process.poll() is None, log.read_text()
            await asyncio.sleep(0.1)
