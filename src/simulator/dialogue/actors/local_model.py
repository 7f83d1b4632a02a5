"""Words replies with a language model on this machine (transformers, from a local folder). Only here is it loaded."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from simulator.dialogue.actors.rewording import NotFinished, reworded
from simulator.errors import Unavailable
from simulator.flow.dialogue import Reaction
from simulator.flow.labels import Language
from simulator.flow.persona import Persona
from simulator.settings import LocalActorSettings, Settings

WHERE: Final = "SIMULATOR_ACTOR_TRANSFORMERS__MODEL"
FIRST_TIME_S: Final = 60.0
"""What a model may take for its first word, while it is loaded."""


class LocalModelActor:
    """Rewords lines one after the other: a model has one machine, and a line that waits too long is spoken as written.

    Args:
        tokenizer, model: of transformers, the model on its device.
    """

    is_instant: Final = False

    def __init__(self, tokenizer: Any, model: Any, settings: LocalActorSettings) -> None:
        self._tokenizer, self._model, self._settings = tokenizer, model, settings
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="actor")

    @classmethod
    def from_settings(cls, settings: Settings) -> "LocalModelActor":
        """Loads the model and lets it speak once, so that the first line is not the slow one.

        Raises:
            Unavailable: no folder is set, it holds no such model, or a package or the device is not there.
        """
        wanted = settings.actor_transformers
        if not (Path(wanted.model) / "config.json").is_file():
            raise Unavailable(
                f"there is no language model in {wanted.model!r}.",
                where=WHERE,
                remedy="Set the folder of a model that was downloaded, or SIMULATOR_ACTOR=scripted.",
            )
        actor = cls(*_load(wanted), wanted)
        actor._generate("Zeg dit anders.", "Goeiedag.", max_tokens=1, max_time_s=FIRST_TIME_S)
        return actor

    def word(self, reaction: Reaction, *, persona: Persona, language: Language) -> str:
        """The line in other words, or the line itself. Takes no longer than the deadline, whatever the model does."""
        return reworded(reaction, persona=persona, language=language, ask=self._ask)

    def _ask(self, task: str, line: str) -> str:
        deadline_s = time.monotonic() + self._settings.deadline_ms / 1000
        answer = self._worker.submit(self._answer, task, line, deadline_s)
        try:
            return answer.result(timeout=self._settings.deadline_ms / 1000)
        finally:
            answer.cancel()  # nobody waits for it any longer, where it has not begun

    def _answer(self, task: str, line: str, deadline_s: float) -> str:
        left_s = deadline_s - time.monotonic()
        if left_s <= 0:  # it waited for the line of another talk
            raise TimeoutError
        said, is_whole = self._generate(task, line, max_tokens=self._settings.max_tokens, max_time_s=left_s)
        if not is_whole:
            raise NotFinished
        return said

    def _generate(self, task: str, line: str, *, max_tokens: int, max_time_s: float) -> tuple[str, bool]:
        """What the model says, and whether it came to an end of its own."""
        prompt = self._prompt(task, line)
        n_prompt = prompt["input_ids"].shape[1]
        ends = _ends(self._model, self._tokenizer)
        sampling = {"do_sample": True, "temperature": self._settings.temperature}
        spoken = self._model.generate(
            **prompt,
            **(sampling if self._settings.temperature else {"do_sample": False}),
            max_new_tokens=max_tokens,
            max_time=max_time_s,  # checked after each token, so that what nobody waits for stops by itself
            eos_token_id=ends,
            pad_token_id=ends[0],
        )[0, n_prompt:]
        is_whole = len(spoken) > 0 and int(spoken[-1]) in ends
        return self._tokenizer.decode(spoken, skip_special_tokens=True), is_whole

    def _prompt(self, task: str, line: str) -> Any:
        """One message of the user: not every model knows instructions of another kind."""
        text = f"{task}\n\n{line}"
        if not self._tokenizer.chat_template:
            return self._tokenizer(f"{text}\n", return_tensors="pt").to(self._model.device)
        return self._tokenizer.apply_chat_template(
            [{"role": "user", "content": text}],
            add_generation_prompt=True,
            return_dict=True,
            return_tensors="pt",
            enable_thinking=False,
        ).to(self._model.device)


def _load(wanted: LocalActorSettings) -> tuple[Any, Any]:
    try:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer
    except ImportError as problem:
        raise Unavailable(
            f"the package {problem.name} is not installed.", remedy="Run `pip install 'rechtuit[llm-local]'`."
        ) from None
    has_cuda = torch.cuda.is_available()
    if wanted.device == "cuda" and not has_cuda:
        raise Unavailable("there is no CUDA device.", where="SIMULATOR_ACTOR_TRANSFORMERS__DEVICE", remedy="Set cpu.")
    device = "cuda" if has_cuda and wanted.device != "cpu" else "cpu"
    # Only what lies in the folder, and only data: no code that came with a model, no pickled weights.
    safe: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(wanted.model, **safe)
        model = AutoModelForCausalLM.from_pretrained(wanted.model, dtype="auto", use_safetensors=True, **safe)
    except (OSError, ValueError) as problem:
        first = (str(problem).strip() or type(problem).__name__).splitlines()[0]
        raise Unavailable(
            f"the language model in {wanted.model!r} cannot be loaded: {first}",
            where=WHERE,
            remedy="It takes a causal language model of transformers with its tokenizer, in safetensors.",
        ) from None
    return tokenizer, model.to(device).eval()


def _ends(model: Any, tokenizer: Any) -> list[int]:
    """Tokens with which the model ends an answer."""
    known = model.generation_config.eos_token_id
    ends = known if isinstance(known, list) else [known]
    return [each for each in (*ends, tokenizer.eos_token_id) if each is not None]
