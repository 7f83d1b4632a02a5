"""A talk in progress, in the terminal."""

from collections.abc import Sequence
from functools import partial
from statistics import quantiles
from typing import Any

from rich.console import Console

from simulator.cli.talk_client import ReplyTiming
from simulator.flow.labels import Language
from simulator.session.plan import Plan
from simulator.session.typed import Exchange


class TalkPrinter:
    """Prints what the service says of a talk as it happens."""

    def __init__(self, console: Console, persona_name: str, *, is_silent: bool) -> None:
        self._console, self._name = console, persona_name
        self._is_silent = is_silent
        self._reply: list[str] = []
        self._names: dict[str, str] = {}
        """Of who sits at the table, by id."""

    def show(self, event: dict[str, Any]) -> None:
        """One server event."""
        if self._is_silent:
            return
        match event["type"]:
            case "session.created":
                self._names = {persona["id"]: persona["name"] for persona in event["personas"]}
            case "conversation.item.input_audio_transcription.completed":
                self._line("[bold]Manager[/bold]", event["transcript"] or "(geen woorden)")
            case "simulator.evidence.added" if event["category"] in {"vagueness", "legal"}:
                self._console.print(
                    f"    {event['rule_id']}: “{event['quote']}”", style="yellow", markup=False, soft_wrap=True
                )
            case "simulator.persona.state":
                line = (
                    f"{event['phase']}, {event['mood']}, trust {event['trust']:.2f}, patience {event['patience']:.2f}"
                )
                self._console.print(f"    {self._name}: {line}", style="dim", markup=False)
            case "response.output_audio_transcript.delta":
                self._reply.append(event["delta"])
            case "response.done":
                cut = " (cut off)" if event["response"]["status"] == "cancelled" else ""
                name = self._names.get(event["response"]["speaker"], self._name)
                self._line(f"[bold cyan]{name}[/bold cyan]", "".join(self._reply).strip() + cut or "(stil)")
                self._reply.clear()
            case "error":
                self._console.print(f"    error: {event['error']['message']}", style="red", markup=False)

    def show_scores(self, final: dict[str, Any]) -> None:
        """The criteria of the final feedback, and their sum (blockers and legal flags are in the report)."""
        total = sum(score["value"] for score in final["scores"])
        self._console.print(f"    criteria together {total:.1f} of {sum(s['max'] for s in final['scores']):g}")
        for score in final["scores"]:
            self._console.print(f"    {score['criterion']:<18}{score['value']:5.1f} / {score['max']:g}", markup=False)

    def show_latency(self, timings: Sequence[ReplyTiming], *, is_fast: bool) -> None:
        """From end of trainee speech to the avatar's sound; meaningless faster than real time."""
        if is_fast or len(timings) < 2:
            return
        for name, values in (
            ("first avatar audio", [t.first_packet_s for t in timings]),
            ("first avatar voice, persona's own silence included", [t.first_voice_s for t in timings]),
        ):
            twentieths = quantiles(values, n=20, method="inclusive")
            p50, p95 = twentieths[9], twentieths[18]
            self._console.print(f"    end of trainee speech → {name}: p50 {p50:.2f} s, p95 {p95:.2f} s", markup=False)

    def _line(self, who: str, text: str) -> None:
        self._console.print(f"{who}: ", end="")
        self._console.print(text, markup=False, soft_wrap=True)


def print_exchange(console: Console, plan: Plan, exchange: Exchange, language: Language) -> None:
    """One typed turn and its answer."""
    print_line = partial(console.print, markup=False, soft_wrap=True)
    for span in exchange.trainee.judgement.spans:
        quote = exchange.trainee.text[span.start : span.end]
        print_line(f"    {span.code}: “{quote}”  {span.reason.in_language(language)}", style="yellow")
    for finding in exchange.trainee.judgement.legal:
        print_line(f"    {finding.flag}: {finding.message.in_language(language)}", style="red")
    for turn in (exchange.avatar, exchange.added):
        if turn is not None:
            print_line(f"{plan.speaker(turn.speaker).name}: {turn.text or '…'}")
