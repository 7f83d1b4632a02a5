"""Words replies with a language model behind an OpenAI-compatible endpoint (vLLM, Ollama, llama.cpp, a hosted one)."""

from typing import TYPE_CHECKING, Final

from simulator.dialogue.actors.rewording import NotFinished, reworded
from simulator.engine.chat_endpoint import chat_client
from simulator.errors import Unavailable
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Language
from simulator.flow.persona import Persona
from simulator.settings import ActorSettings, Settings

if TYPE_CHECKING:
    from openai import OpenAI


class EndpointActor:
    """Rewords lines by one request each."""

    is_instant: Final = False

    def __init__(self, client: "OpenAI", settings: ActorSettings) -> None:
        self._client, self._settings = client, settings

    @classmethod
    def from_settings(cls, settings: Settings) -> "EndpointActor":
        """Ready to ask; the endpoint is not asked before the first line.

        Raises:
            Unavailable: no address or model is set, or `openai` is not installed.
        """
        wanted = settings.actor_endpoint
        if not (wanted.url and wanted.model):
            raise Unavailable(
                "the actor has no endpoint.",
                where="SIMULATOR_ACTOR_ENDPOINT__URL, __MODEL",
                remedy="Set both, or SIMULATOR_ACTOR=scripted.",
            )
        return cls(chat_client(wanted, deadline_ms=wanted.deadline_ms), wanted)

    def word(self, reaction: Reaction, *, persona: Persona, language: Language) -> str:
        """The line in other words, or the line itself."""
        return reworded(reaction, persona=persona, language=language, ask=self._ask)

    def _ask(self, task: str, line: str) -> str:
        answer = self._client.chat.completions.create(
            model=self._settings.model,
            messages=[{"role": "system", "content": task}, {"role": "user", "content": line}],
            max_tokens=self._settings.max_tokens,
            temperature=self._settings.temperature,
        )
        if answer.choices[0].finish_reason == "length":
            raise NotFinished
        return answer.choices[0].message.content or ""
