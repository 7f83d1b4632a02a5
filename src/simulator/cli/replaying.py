"""`simulator replay`: a kept talk told again from its events, beside the report that was kept."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from simulator.cli.kept_store import open_store
from simulator.report.texts import shortened
from simulator.session.differences import Difference
from simulator.session.kept_talk import KeptTalk
from simulator.session.planned import made_by
from simulator.session.replaying import Rejudgement, Replay, rejudge, replay
from simulator.session.rooms import Rooms
from simulator.settings import load_settings
from simulator.store import LOCAL

SHOWN = 20
"""Differences printed; all of them are in `--json`."""
SHOWN_CHARS = 60


def replay_session(
    session: Annotated[str, typer.Argument(help="Id of a session.")],
    rejudges: Annotated[
        bool, typer.Option("--rejudge", help="Also judge the kept words by today's rules; takes a few seconds.")
    ] = False,
    organisation: Annotated[str, typer.Option(help="Whose talk it is.")] = LOCAL,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Tell a talk again from its event log and lay the report beside the kept one; exit 1 if it cannot be explained."""
    found, talk = asyncio.run(_replay(session, organisation))
    judged = rejudge(talk) if rejudges else None
    if as_json:
        typer.echo(json.dumps(_as_plain(found, talk, judged), ensure_ascii=False, indent=2))
    else:
        _print(found, talk, judged)
    if not found.is_explained:
        raise typer.Exit(1)


async def _replay(session: str, organisation: str) -> tuple[Replay, KeptTalk]:
    settings = load_settings()
    catalog = Rooms.from_settings(settings).shelves.of(organisation).published.catalog
    async with open_store(settings) as store:
        return await replay(store.within(organisation), session, catalog=catalog, today=made_by(settings))


def _as_plain(found: Replay, talk: KeptTalk, judged: Rejudgement | None) -> dict[str, Any]:
    return asdict(found) | {
        "is_same": found.is_same,
        "is_explained": found.is_explained,
        "state": asdict(talk.state()),
        "rejudged": asdict(judged) if judged else None,
    }


def _print(found: Replay, talk: KeptTalk, judged: Rejudgement | None) -> None:
    typer.echo(_verdict(found))
    if not found.is_log_untouched:
        typer.echo("The events are not those that were sealed at the end of the talk: somebody changed them.")
    if not found.is_report_untouched:
        typer.echo("The report is not the one that was sealed at the end of the talk: somebody changed it.")
    _print_list("The report differs in", found.differences)
    _print_list("Not the same now as for this talk (that alone changes no kept report)", found.versions)
    state = talk.state()
    typer.echo(
        f"At the end: phase {state.scenario_phase}, mood {state.mood}, trust {state.trust}, tension {state.tension}, "
        f"{state.trainee_turns} trainee turns."
    )
    if judged is not None:
        _print_rejudged(judged)


def _verdict(found: Replay) -> str:
    if not found.has_report:
        return "No report: the talk was cut off, or is still under way."
    if found.is_forgotten and found.is_explained:
        return "What it took over from an earlier talk was forgotten at that talk's term; the rest is as it was sealed."
    if found.is_same:
        return "Same, byte for byte."
    if found.is_explained:
        return "Not the same: another program made the kept report."
    return f"Not the same, and no version explains it: {len(found.differences)} places."


def _print_rejudged(judged: Rejudgement) -> None:
    if not judged.turns:
        points = "" if judged.total_kept is None else f", {judged.total_kept} points"
        typer.echo(f"Judged again by today's rules: the same in every turn{points}.")
        return
    if judged.total_kept is None:
        typer.echo("Judged again by today's rules; the points count words that are not kept any more.")
    else:
        typer.echo(f"Judged again by today's rules: {judged.total_kept} points then, {judged.total_now} now.")
    for turn in judged.turns:
        _print_list(f"{turn.item_id} would be judged otherwise", turn.differences)


def _print_list(title: str, found: Sequence[Difference]) -> None:
    if found:
        typer.echo(f"{title}:")
    for difference in found[:SHOWN]:
        typer.echo(f"  {difference.where}: {_shown(difference.kept)} → {_shown(difference.now)}")
    if len(found) > SHOWN:
        typer.echo(f"  and {len(found) - SHOWN} more (--json has them all)")


def _shown(value: Any) -> str:
    return shortened("nothing" if value is None else json.dumps(value, ensure_ascii=False), SHOWN_CHARS)
