"""The JSON file beside a Piper voice: its rate, its pronunciation, and the ids of its phonemes."""

from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.errors import ModelMissing

PAD: Final = "_"
BEGIN: Final = "^"
END: Final = "$"


class _Audio(BaseModel):
    sample_rate: Annotated[int, Field(gt=0)]


class _Espeak(BaseModel):
    voice: str


class _Inference(BaseModel):
    noise_scale: float = 0.667
    length_scale: float = 1.0
    noise_w: float = 0.8


class PiperConfig(BaseModel):
    """What we use of a Piper `.onnx.json`; its other fields are left alone."""

    model_config = ConfigDict(frozen=True)

    audio: _Audio
    espeak: _Espeak
    inference: _Inference = _Inference()
    num_speakers: int = 1
    phoneme_id_map: dict[str, list[int]]

    @classmethod
    def load(cls, path: Path) -> "PiperConfig":
        """Reads one file.

        Raises:
            ModelMissing: when it is not there or is not a Piper configuration.
        """
        try:
            config = cls.model_validate_json(path.read_text(encoding="utf-8"))
        except (OSError, ValidationError) as error:
            reason = "no such file" if isinstance(error, OSError) else "not a Piper configuration"
            raise ModelMissing(f"{reason}.", where=str(path), remedy="Fetch the voice again.") from None
        absent = {PAD, BEGIN, END} - config.phoneme_id_map.keys()
        if absent:
            raise ModelMissing(
                f"phoneme_id_map lacks {sorted(absent)}.", where=str(path), remedy="Fetch the voice again."
            )
        return config

    def ids(self, ipa: str) -> list[int]:
        """Ids of a sentence: begin, a pad after every sign, end. Signs the voice does not know are left out."""
        pad = self.phoneme_id_map[PAD]
        found = [*self.phoneme_id_map[BEGIN], *pad]
        for sign in ipa:
            if sign in self.phoneme_id_map:
                found += [*self.phoneme_id_map[sign], *pad]
        return [*found, *self.phoneme_id_map[END]]
