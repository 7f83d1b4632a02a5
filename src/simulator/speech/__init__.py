"""frames → voice activity, turns, words with times.

    AudioChunk → VoiceActivity → TurnSegmenter (asks TurnDetector) → Utterance → Transcriber → Transcript

The recogniser is a plug-in (`simulator.plugins.load("simulator.transcribers", name).from_settings(settings)`), so this
module imports no engine but Silero.
"""

from simulator.speech.echo import EchoGate
from simulator.speech.engines.scripted import ScriptedTranscriber
from simulator.speech.recorded_talk import split_turns
from simulator.speech.segmenter import TurnEvent, TurnSegmenter
from simulator.speech.transcriber import Transcriber, TranscriberFactory
from simulator.speech.turn_end import SilenceTurnDetector, TurnDetector
from simulator.speech.voice_activity import VoiceActivity

__all__ = [
    "EchoGate",
    "ScriptedTranscriber",
    "SilenceTurnDetector",
    "Transcriber",
    "TranscriberFactory",
    "TurnDetector",
    "TurnEvent",
    "TurnSegmenter",
    "VoiceActivity",
    "split_turns",
]
