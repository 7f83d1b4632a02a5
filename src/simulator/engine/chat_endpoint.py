"""A client of a language model behind an OpenAI-compatible endpoint (vLLM, Ollama, llama.cpp, a hosted one)."""

from typing import TYPE_CHECKING

from simulator.errors import Unavailable
from simulator.settings import EndpointSettings

if TYPE_CHECKING:
    from openai import OpenAI


def chat_client(wanted: EndpointSettings, *, deadline_ms: int) -> "OpenAI":
    """Ready to ask, once and no longer than the deadline; the endpoint is not asked yet.

    Raises:
        Unavailable: `openai` is not installed.
    """
    try:
        import openai  # a second, only for who asks a model
    except ImportError:
        raise Unavailable("the package openai is not installed.", remedy="Run `pip install 'rechtuit[llm]'`.") from None
    return openai.OpenAI(
        base_url=wanted.url,
        api_key=wanted.key.get_secret_value() or "none",
        timeout=deadline_ms / 1000,
        max_retries=0,
    )
