"""`simulator prosody` and `simulator analyze`: what one recording holds."""

import csv
import dataclasses
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from simulator import audio, language, prosody
from simulator.flow import clock
from simulator.flow.evidence import Evidence
from simulator.flow.labels import Language
from simulator.flow.language import Judgement
from simulator.flow.prosody import Delivery
from simulator.flow.speech import Transcript
from simulator.session.own_usual import with_core
from simulator.session.rooms import Rooms
from simulator.settings import load_settings

AudioFile = Annotated[Path, typer.Argument(help="A WAV, FLAC or OGG file, 8 to 96 kHz.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def prosody_track(file: AudioFile, as_json: AsJson = False) -> None:
    """Pitch and level every 10 ms as CSV (time_s,f0_hz,voiced,level_db), or a summary as JSON."""
    samples = audio.read_audio(file)
    if as_json:
        delivery = prosody.describe(samples, clock.INPUT_RATE_HZ)
        _print_json({"file": file.name, "duration_s": round(len(samples) / clock.INPUT_RATE_HZ, 3), **plain(delivery)})
        return
    track = prosody.track(samples, clock.INPUT_RATE_HZ)
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["time_s", "f0_hz", "voiced", "level_db"])
    for time_s, f0_hz, level_db in zip(track.times_s, track.f0_hz, track.level_db, strict=True):
        rows.writerow([f"{time_s:.3f}", f"{f0_hz:.2f}", int(f0_hz > 0), f"{level_db:.2f}"])


def analyze(
    file: AudioFile,
    lang: Annotated[Language, typer.Option(help="Language that is spoken.")] = "nl",
    as_json: AsJson = False,
) -> None:
    """Transcript, delivery and evidence of one recording."""
    samples = audio.read_audio(file)
    rooms = Rooms.from_settings(load_settings())
    transcript = rooms.transcriber.transcribe(samples, lang)
    delivery = prosody.describe(samples, clock.INPUT_RATE_HZ, words=transcript.words)
    judgement = language.judge(transcript.text, lang)
    evidence = language.evidence_of(
        judgement, item_id="turn", words=transcript.words, start_ms=0, end_ms=clock.to_ms(samples.size)
    )
    delivery = with_core(delivery, transcript.words, evidence)
    if as_json:
        _print_json(_analysis(file, samples.size, transcript, delivery, judgement, evidence))
    else:
        _print_analysis(file, transcript, delivery, judgement)


def _analysis(
    file: Path,
    n_samples: int,
    transcript: Transcript,
    delivery: Delivery,
    judgement: Judgement,
    evidence: Sequence[Evidence],
) -> dict[str, Any]:
    return {
        "file": file.name,
        "duration_s": round(n_samples / clock.INPUT_RATE_HZ, 3),
        "language": transcript.language,
        "transcript": transcript.text,
        "words": [plain(word) for word in transcript.words],
        "delivery": plain(delivery),
        "vague": judgement.severity,
        "core_message": judgement.core_message,
        "legal_flag": judgement.legal_flag,
        "evidence": [plain(item) for item in evidence],
    }


def _print_analysis(file: Path, transcript: Transcript, delivery: Delivery, judgement: Judgement) -> None:
    console = Console()
    console.print(f"[bold]{file.name}[/bold]  ({transcript.language})")
    console.print(transcript.text or "(no words heard)", markup=False)
    table = Table(show_header=False, box=None)
    for name, value in _delivery_rows(delivery):
        table.add_row(name, value)
    console.print(table)
    console.print(f"vagueness {judgement.severity} of 3; tells the core: {'yes' if judgement.core_message else 'no'}")
    for span in judgement.spans:
        quote = judgement.text[span.start : span.end]
        console.print(f"  {span.code}: “{quote}”  {span.reason.in_language(judgement.language)}", markup=False)
    for finding in judgement.legal:
        quote = judgement.text[finding.start : finding.end]
        console.print(
            f"  legal, {finding.flag}: “{quote}”  {finding.message.in_language(judgement.language)}", markup=False
        )


def _delivery_rows(delivery: Delivery) -> list[tuple[str, str]]:
    pitch, level, quality, core = delivery.pitch, delivery.level, delivery.quality, delivery.core
    pauses = [p for p in delivery.pauses if p.kind == "silent"]
    silent_s = sum(p.duration_ms for p in pauses) / 1000
    usable = "usable" if quality.usable else "not usable for pitch and pace"
    over_turn, at_end = _measure(pitch.slope_st_s, "semitones/s"), _measure(pitch.final_rise_st, "semitones")
    rows = [
        ("speech", f"{delivery.speech_ms / 1000:.1f} s"),
        ("pauses", f"{len(pauses)} silent ({silent_s:.1f} s), {len(delivery.pauses) - len(pauses)} filled"),
        ("articulation rate", _measure(delivery.articulation_rate_sps, "syllables/s")),
        ("pitch", f"{_measure(pitch.median_hz, 'Hz')} median, range {_measure(pitch.range_st, 'semitones')}"),
        ("pitch movement", f"{over_turn} over the turn, {at_end} at its end, PDQ {_number(pitch.pdq, 2)}"),
        (
            "core words",
            f"{_measure(core.core_db, 'dB')} against the turn, the last {_measure(core.last_word_db, 'dB')}",
        ),
        ("level", f"{_measure(level.median_dbfs, 'dBFS')} median, range {_measure(level.range_db, 'dB')}"),
        ("recording", f"SNR {_measure(quality.snr_db, 'dB')}, {usable}"),
    ]
    return [*rows, ("note", delivery.unusable_because)] if delivery.unusable_because else rows


def _measure(value: float, unit: str) -> str:
    return f"{_number(value, 1)} {unit}"


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}" if math.isfinite(value) else "-"


def plain(value: Any) -> Any:
    """Dataclasses as JSON-ready values; NaN becomes null, because JSON has none."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def _print_json(found: dict[str, Any]) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
