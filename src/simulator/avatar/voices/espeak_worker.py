"""A stand-alone process around libespeak-ng: JSON lines and PCM over pipes.

espeak-ng is GPL-3, so it is never loaded into the product's own process. This file imports the standard library only,
is started by its path, and knows nothing of the product. Exact times of phones and words come only from the events of
the library; its command line does not give them.

One request is one JSON line on stdin::

    {"op": "speak", "text": "...", "voice": "nl", "rate_wpm": 145, "pitch": 50, "range": 50}
    {"op": "ipa", "text": "...", "voice": "nl"}

One answer is one JSON line on stdout; the answer to `speak` is followed by `pcm_bytes` bytes of 16-bit mono PCM::

    {"rate_hz": 22050, "pcm_bytes": 1234, "phones": [["d", 0], ...], "words": [[char_start, length, sample], ...]}
    {"ipa": "dˈɑx bˈɑrt"}
    {"error": "..."}
"""

import ctypes
import ctypes.util
import json
import sys
from typing import Any, BinaryIO

LIBRARY = "libespeak-ng.so.1"
RETRIEVAL = 1
PHONEME_EVENTS, PHONEME_IPA = 0x0001, 0x0002
RATE, PITCH, RANGE = 1, 3, 4
CHARS_UTF8 = 1
IPA = 0x02
EVENT_END_OF_LIST, EVENT_WORD, EVENT_PHONEME = 0, 1, 7


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    """espeak_EVENT of espeak-ng 1.50 and later (speak_lib.h)."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """The library, opened once."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or LIBRARY)
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._callback = _Callback(self._collect)
        self.rate_hz = self._library.espeak_Initialize(RETRIEVAL, 0, None, PHONEME_EVENTS | PHONEME_IPA)
        if self.rate_hz <= 0:
            raise OSError("espeak-ng found no voice data")
        self._library.espeak_SetSynthCallback(self._callback)
        self._pcm = bytearray()
        self._phones: list[tuple[str, int]] = []
        self._words: list[tuple[int, int, int]] = []

    def _collect(self, wav: Any, n_samples: int, events: Any) -> int:
        if wav and n_samples > 0:
            self._pcm += ctypes.string_at(wav, n_samples * 2)
        index = 0
        while events[index].type != EVENT_END_OF_LIST:
            event = events[index]
            if event.type == EVENT_PHONEME:
                # The field holds 8 bytes without a closing zero, so a long phone may end inside a character.
                raw = bytes(ctypes.string_at(ctypes.addressof(event.id), 8)).split(b"\0")[0]
                self._phones.append((raw.decode("utf-8", "ignore"), event.sample))
            elif event.type == EVENT_WORD:
                self._words.append((event.text_position - 1, event.length, event.sample))
            index += 1
        return 0

    def _choose(self, voice: str) -> None:
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}")

    def speak(self, text: str, voice: str, rate_wpm: int, pitch: int, pitch_range: int) -> tuple[dict[str, Any], bytes]:
        """One stretch of text as sound, with the sample at which each phone and word starts."""
        self._choose(voice)
        for parameter, value in ((RATE, rate_wpm), (PITCH, pitch), (RANGE, pitch_range)):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._pcm, self._phones, self._words = bytearray(), [], []
        raw = text.encode() + b"\0"
        if self._library.espeak_Synth(raw, len(raw), 0, 1, 0, CHARS_UTF8, None, None) != 0:
            raise RuntimeError("espeak-ng could not speak this text")
        self._library.espeak_Synchronize()
        header = {"rate_hz": self.rate_hz, "pcm_bytes": len(self._pcm), "phones": self._phones, "words": self._words}
        return header, bytes(self._pcm)

    def ipa(self, text: str, voice: str) -> dict[str, Any]:
        """Phones of one stretch of text, words apart; punctuation is not kept."""
        self._choose(voice)
        pointer = ctypes.c_char_p(text.encode() + b"\0")
        clauses = []
        while pointer.value is not None:
            spoken = self._library.espeak_TextToPhonemes(ctypes.byref(pointer), CHARS_UTF8, IPA)
            clauses.append((spoken or b"").decode("utf-8", "ignore"))
        return {"ipa": " ".join(clause for clause in clauses if clause)}


def answer(espeak: Espeak, line: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer to one request; a wrong request gets an error and never ends the process."""
    try:
        request = json.loads(line)
        if request["op"] == "ipa":
            return espeak.ipa(request["text"], request["voice"]), b""
        return espeak.speak(request["text"], request["voice"], request["rate_wpm"], request["pitch"], request["range"])
    except (KeyError, ValueError, RuntimeError) as error:
        return {"error": str(error)}, b""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers until stdin closes."""
    try:
        espeak = Espeak()
    except OSError as error:
        answers.write(json.dumps({"error": str(error), "is_missing": True}).encode() + b"\n")
        answers.flush()
        return
    answers.write(json.dumps({"rate_hz": espeak.rate_hz}).encode() + b"\n")
    answers.flush()
    for line in requests:
        header, pcm = answer(espeak, line)
        answers.write(json.dumps(header).encode() + b"\n" + pcm)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
