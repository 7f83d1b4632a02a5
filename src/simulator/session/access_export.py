"""The copy of everything kept of somebody, for that person: one zip, made while it is sent (GDPR, art. 15 and 20)."""

import io
import json
import zipfile
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any, Final

from simulator.errors import RechtuitError
from simulator.flow.local_text import LocalText
from simulator.session.audio_keys import AudioKeys
from simulator.session.recording import opened
from simulator.store import Store

README: Final = LocalText(
    nl="""Alles wat Rechtuit over u bewaart, opgemaakt op {at} (UTC).

person.json       wie u hier bent, hoe u zich aanmeldt, wat u deed (auditlogboek), wat u over andere gesprekken schreef
talks/ID/rows.json    elk gesprek: gegevens, toestemmingen, gebeurtenissen (uw woorden en maten), uitvoer, opmerkingen
talks/ID/report.json  het rapport
talks/ID/sound/*.flac het geluid van uw beurten, alleen als u daarmee instemde en het nog bewaard wordt

Niet in dit bestand: versleutelde wachtwoorden en sleutels waarmee u binnenkomt. Van een gewist gesprek blijft alleen
een hash van het nummer. Wissen kan per gesprek of voor alles samen; zie "Mijn gegevens" of vraag het uw beheerder.
""",
    fr="""Tout ce que Rechtuit garde sur vous, établi le {at} (UTC).

person.json       qui vous êtes ici, comment vous vous connectez, ce que vous avez fait (journal d'audit), vos remarques
talks/ID/rows.json    chaque entretien : données, consentements, événements (vos mots et mesures), exports, remarques
talks/ID/report.json  le rapport
talks/ID/sound/*.flac le son de vos tours de parole, seulement si vous y avez consenti et tant qu'il est gardé

Pas dans ce fichier : les mots de passe chiffrés et les clés par lesquelles vous entrez. D'un entretien effacé, il ne
reste qu'une empreinte de son numéro. Vous pouvez effacer un entretien ou tout ; demandez à votre administrateur.
""",
    en="""Everything Rechtuit keeps of you, made on {at} (UTC).

person.json       who you are here, how you sign in, what you did (audit log), what you wrote beside other talks
talks/ID/rows.json    each talk: data, consents, events (your words and measures), exports, remarks
talks/ID/report.json  the report
talks/ID/sound/*.flac the sound of your turns, only where you agreed to it and while it is kept

Not in this file: hashed passwords and the keys by which you come in. Of a talk that was erased only a hash of its
number is left. You can erase one talk, or everything at once; see "My data", or ask your administrator.
""",
)


async def access_export(
    store: Store, person_id: str, keys: Callable[[], AudioKeys], made_at: datetime
) -> AsyncIterator[bytes]:
    """Pieces of the zip, one talk at a time in memory.

    Args:
        store: of the person's organisation.
        keys: asked only when there is sound.

    Raises:
        NotFound: no such person.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for language in ("nl", "fr", "en"):
            text = getattr(README, language).format(at=made_at.strftime("%Y-%m-%d %H:%M"))
            archive.writestr(f"README.{language}.txt", text)
        archive.writestr("person.json", _as_json(await store.person_rows.tables_of(person_id)))
        for session_id in await store.person_rows.talk_ids(person_id):
            async for name, content in _files_of_talk(store, session_id, keys):
                archive.writestr(f"talks/{session_id}/{name}", content)
                yield sink.taken()
    yield sink.taken()


async def _files_of_talk(
    store: Store, session_id: str, keys: Callable[[], AudioKeys]
) -> AsyncIterator[tuple[str, str | bytes]]:
    rows = await store.person_rows.tables_of_talk(session_id)
    reports = rows.pop("reports")
    yield "rows.json", _as_json(rows)
    for report in reports:
        yield "report.json", report["content"]
    for item_id in await store.recordings.item_ids(session_id):
        recording = await store.recordings.get(session_id, item_id)
        try:
            yield f"sound/{item_id}.flac", opened(keys(), recording)
        except RechtuitError as problem:  # the rest of the copy must not fail for it
            yield f"sound/{item_id}.txt", f"{problem}\n"


def _as_json(rows: dict[str, list[dict[str, Any]]]) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"expected a value for JSON, but got {type(value).__name__}")


class _Sink(io.RawIOBase):
    """Takes what the zip writes and hands it on; the zip cannot go back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)
