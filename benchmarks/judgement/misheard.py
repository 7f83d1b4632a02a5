"""The judgement on what the recogniser makes of the untouched lines, spoken by our own voices, beside what was written.

Run: python -m benchmarks.judgement.misheard [--count 60]
"""

import argparse
import asyncio
from dataclasses import replace

from simulator import avatar
from simulator.language.bench import as_table, run_bench, systems
from simulator.language.corpus import CORPUS, Entry, read_corpus, untouched
from simulator.language.learned import learned_reader
from simulator.session.rooms import Rooms
from simulator.settings import load_settings
from simulator.speech.word_errors import word_errors


async def misheard(entries: list[Entry], rooms: Rooms) -> list[Entry]:
    """The same lines as whisper-base hears them from a synthetic voice; labelled stretches stay as written."""
    heard = []
    settings = load_settings()
    for entry in entries:
        sound, _ = await asyncio.to_thread(avatar.speak_talk, [entry.utterance.text], entry.language, settings)
        found = await rooms.transcribe(sound[0], entry.language, (), ())
        if found.text.strip():
            heard.append(replace(entry, utterance=entry.utterance.model_copy(update={"text": found.text})))
    return heard


async def measure(count: int) -> None:
    rooms = Rooms.from_settings(load_settings())
    lines_of_test = untouched(read_corpus(CORPUS), "test")
    compared = {"both": systems(learned_reader())["both"]}
    written, spoken = [], []
    for language in ("nl", "fr", "en"):
        lines = [each for each in lines_of_test if each.language == language][:count]
        heard = await misheard(lines, rooms)
        kept = {each.id for each in heard}
        written += [line for line in lines if line.id in kept]
        spoken += heard
    rooms.close()
    for title, entries in (("as written", written), ("as heard", spoken)):
        print(f"{title}\n{as_table(run_bench(entries, compared))}\n")
    errors = [word_errors(one.utterance.text, two.utterance.text) for one, two in zip(written, spoken, strict=True)]
    print(f"word errors: {sum(wrong for wrong, _ in errors) / sum(said for _, said in errors):.1%}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=60, help="lines per language")
    asyncio.run(measure(parser.parse_args().count))
