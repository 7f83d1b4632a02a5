"""`simulator retention` and `simulator reseal`: terms and keys, by hand."""

import asyncio
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from simulator.cli.kept_store import open_store
from simulator.errors import BadInput
from simulator.session.audio_keys import FILE_NAME, KEY_BYTES, AudioKeys, write_key_file
from simulator.session.recording import reseal
from simulator.session.retention import KeptToTerms, keep_to_terms, what_is_due
from simulator.session.tombstones import TombstoneFile
from simulator.settings import Settings, load_settings


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is due.")] = False,
    rewrite_files: Annotated[
        bool,
        typer.Option(
            "--rewrite-files", help="PostgreSQL: also the bytes left in its files; nobody can write meanwhile."
        ),
    ] = False,
    tombstones: Annotated[
        Path | None, typer.Option(help="File with what was erased before; erased.txt in the data folder when absent.")
    ] = None,
) -> None:
    """Erase what was kept long enough, and what a restored backup brought back. The service does so daily."""
    settings = load_settings()
    file = TombstoneFile(tombstones) if tombstones else TombstoneFile.of(settings)
    if tombstones is not None and not tombstones.exists():
        raise BadInput("there is no such file.", where=str(tombstones))
    done = asyncio.run(_keep(settings, file, is_dry=dry_run, rewrites_files=rewrite_files))
    verb = "would go" if dry_run else "went"
    typer.echo(f"talks kept for their {settings.privacy.transcript_days} days: {done.expired_talks} {verb}")
    typer.echo(f"talks that lose what they took over from an earlier one: {done.outlived_forks}")
    typer.echo(f"talks that were erased before and had come back: {done.returned_talks} {verb}")
    typer.echo(f"recordings kept for their {settings.privacy.audio_days} days: {done.recordings} {verb}")
    typer.echo(f"old audit entries and expired sign-ins: {done.old_entries} {verb}")


async def _keep(settings: Settings, file: TombstoneFile, *, is_dry: bool, rewrites_files: bool) -> KeptToTerms:
    async with open_store(settings) as store:
        if is_dry:
            return await what_is_due(store, settings.privacy, datetime.now(UTC), file)
        return await keep_to_terms(store, settings.privacy, datetime.now(UTC), file, rewrites_files=rewrites_files)


def reseal_recordings() -> None:
    """Seal every recording under a new key; the old one is dropped when all are done.

    With the key in the settings: put the new one before the old one, run this, take the old one out.
    """
    settings = load_settings()
    keys = AudioKeys.of(settings)
    path = settings.data_dir / FILE_NAME
    is_file = keys.origin == str(path)
    if is_file:
        # Both keys are in the file until the last recording is done: a crash in between loses nothing.
        write_key_file(path, [secrets.token_bytes(KEY_BYTES), *keys.keys])
        keys = AudioKeys.of(settings)
    count = asyncio.run(_reseal(settings, keys))
    if is_file:
        write_key_file(path, [keys.keys[0]])
    typer.echo(f"{count} recordings sealed under the newest key of {keys.origin}")


async def _reseal(settings: Settings, keys: AudioKeys) -> int:
    async with open_store(settings) as store:
        return await reseal(store.recordings, keys)
