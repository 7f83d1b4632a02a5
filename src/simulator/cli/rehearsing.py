"""`simulator rehearse` and `simulator demo`: a talk in the terminal, typed, scripted or spoken."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from simulator import audio, report
from simulator.cli.demo_talks import DEMO_TALKS, spoken_by
from simulator.cli.microphones import LockstepMicrophone, PacedMicrophone
from simulator.cli.service_process import running_service
from simulator.cli.talk_client import open_client
from simulator.cli.talk_player import play_talk
from simulator.cli.talk_printer import TalkPrinter, print_exchange
from simulator.cli.talk_rest import create_session, fetch_report
from simulator.errors import BadInput, NotFound
from simulator.flow.audio import Samples
from simulator.flow.labels import Difficulty, Language
from simulator.session.notice import NOTICE
from simulator.session.rehearsal import Rehearsal
from simulator.session.rooms import Rooms, TalkRequest
from simulator.session.typed import TypedRehearsal
from simulator.settings import load_settings
from simulator.speech import split_turns

console = Console(highlight=False)
ReportFile = Annotated[Path, typer.Option("--report", help="Where the report goes.")]


def rehearse(
    scenario: Annotated[str, typer.Argument(help="Id of a scenario, such as c4-ontslag.")],
    persona: Annotated[str | None, typer.Option(help="Id of a persona; the scenario's first when absent.")] = None,
    lang: Annotated[Language | None, typer.Option(help="Language of the talk.")] = None,
    seed: Annotated[int, typer.Option(help="Same seed and same input: same talk, same report.")] = 0,
    difficulty: Annotated[Difficulty, typer.Option(help="easy, normal or hard.")] = "normal",
    script: Annotated[Path | None, typer.Option(help="Text file with one trainee turn per line.")] = None,
    audio_file: Annotated[Path | None, typer.Option("--audio", help="Recording of the trainee's turns.")] = None,
    fast: Annotated[bool, typer.Option("--fast", help="With --audio: not in real time.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON instead of the talk.")] = False,
    norms: Annotated[
        bool, typer.Option("--norms/--no-norms", help="Put delivery beside what others usually do.")
    ] = True,
    report_file: ReportFile = Path("report.html"),
) -> None:
    """Rehearse a talk: type it, read it from a script, or stream a recording through the real websocket."""
    request = TalkRequest(scenario, persona, lang, difficulty, seed, applies_norms=norms)
    if script is not None and audio_file is not None:
        raise BadInput("--script and --audio were both given.", remedy="Give one of them.")
    if audio_file is not None:
        turns = split_turns(audio.read_audio(audio_file))
        if not turns:
            raise BadInput("no speech was found in it.", where=str(audio_file), remedy="Check the recording by ear.")
        asyncio.run(_rehearse_aloud(request, turns, is_fast=fast, as_json=as_json, report_file=report_file))
        return
    lines = _script_lines(script) if script else _typed_lines()
    _rehearse_typed(request, lines, is_scripted=script is not None, as_json=as_json, report_file=report_file)


def demo(
    fast: Annotated[bool, typer.Option("--fast", help="As fast as the machine allows, not in real time.")] = False,
) -> None:
    """Stream a spoken Dutch C4 talk through the real websocket, first vague, then direct; write both reports."""
    asyncio.run(_demo(is_fast=fast))


async def _demo(*, is_fast: bool) -> None:
    settings = load_settings()
    async with running_service(settings) as base_url:
        for talk in DEMO_TALKS:
            turns, voice_name = await asyncio.to_thread(spoken_by, talk, settings)
            console.rule(talk.title)
            console.print(
                f"The manager is spoken by {voice_name}, made just now; the talk runs over the real websocket."
            )
            await _rehearse_at(base_url, talk.request, turns, is_fast=is_fast, report_file=talk.report_file)


async def _rehearse_aloud(
    request: TalkRequest, turns: Sequence[Samples], *, is_fast: bool, as_json: bool, report_file: Path
) -> None:
    async with running_service(load_settings()) as base_url:
        await _rehearse_at(base_url, request, turns, is_fast=is_fast, report_file=report_file, as_json=as_json)


async def _rehearse_at(
    base_url: str,
    request: TalkRequest,
    turns: Sequence[Samples],
    *,
    is_fast: bool,
    report_file: Path,
    as_json: bool = False,
) -> None:
    """Streams the turns, prints the talk, writes the report."""
    rooms = Rooms.from_settings(load_settings())
    plan = rooms.plan("", request)
    created = await asyncio.to_thread(
        create_session,
        base_url,
        {
            "scenario_id": plan.scenario.id, "persona_id": plan.persona.id, "language": plan.language,
            "difficulty": request.difficulty, "seed": request.seed, "apply_norms": request.applies_norms,
            "consent": {"recording": False, "delivery_measures": True, "share_with_hr": False},
        },
    )  # fmt: skip
    _tell(created["notice"][plan.language], as_json=as_json)
    printer = TalkPrinter(console, plan.persona.name, is_silent=as_json)
    client = await open_client(created, printer.show)
    try:
        await client.send(_configuration(is_fast))
        microphone = LockstepMicrophone(client) if is_fast else PacedMicrophone(client)
        final = await play_talk(client, microphone, turns)
        await microphone.close()
    finally:
        await client.close()
    await asyncio.to_thread(_finish, base_url, created["session_id"], plan.language, report_file, as_json)
    if not as_json:
        printer.show_scores(final)
        printer.show_latency(client.heard.timings, is_fast=is_fast)
        console.print(f"report: {report_file}")


def _tell(notice: str, *, as_json: bool) -> None:
    """Said before the talk, also where only JSON is printed: then on the error stream."""
    typer.secho(notice, bold=True, err=as_json)


def _configuration(is_fast: bool) -> dict[str, object]:
    session = {"events": ["evidence", "latency"], "pacing": "none" if is_fast else "realtime"}
    return {"type": "session.update", "session": session}


def _finish(base_url: str, session_id: str, language: Language, report_file: Path, as_json: bool) -> None:
    report_file.write_bytes(fetch_report(base_url, session_id, "html", language))
    if as_json:
        typer.echo(fetch_report(base_url, session_id, "json", language).decode())


def _rehearse_typed(
    request: TalkRequest, lines: Iterator[str], *, is_scripted: bool, as_json: bool, report_file: Path
) -> None:
    rooms = Rooms.from_settings(load_settings())
    plan = rooms.plan("typed", request)
    talk = TypedRehearsal(Rehearsal(plan, rooms.actor))
    _tell(NOTICE.in_language(plan.language), as_json=as_json)
    opening = talk.open()
    if not as_json:
        console.print(f"[bold]{plan.scenario.title.in_language(plan.language)}[/bold]", markup=True)
        console.print(plan.scenario.briefing.in_language(plan.language), markup=False)
        console.print(f"{plan.persona.name}: {opening.text}", markup=False)
    for exchange in talk.play(lines):
        if not as_json and is_scripted:
            console.print(f"> {exchange.trainee.text}", markup=False, soft_wrap=True)
        if not as_json:
            print_exchange(console, plan, exchange, plan.language)
    made = talk.rehearsal.report()
    report_file.write_bytes(report.render(made, format="html", audience="trainee", language=plan.language))
    if as_json:
        typer.echo(report.render(made, format="json", audience="trainee", language=plan.language).decode())
    else:
        console.print(report.summary(made, plan.language), markup=False)
        console.print(f"report: {report_file}")


def _script_lines(script: Path) -> Iterator[str]:
    if not script.is_file():
        raise NotFound("there is no such file.", where=str(script), remedy="Give a text file with one turn per line.")
    try:
        lines = script.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as problem:
        raise BadInput(
            f"not UTF-8 text (byte {problem.start}).", where=str(script), remedy="Save it as UTF-8."
        ) from None
    turns = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not turns:
        raise BadInput("holds no turn.", where=str(script), remedy="Write one trainee turn per line.")
    return iter(turns)


def _typed_lines() -> Iterator[str]:
    """What the trainee types, until an empty line or the end of input."""
    while True:
        try:
            line = console.input("[bold]> [/bold]").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if not line:
            return
        yield line
