"""Visemes and mood → the 52 face weights of ARKit, for a 3D head that speaks that language."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulator.avatar.ipa import AA, CH, DD, FF, IH, KK, NN, OH, OU, PP, RR, SIL, SS, TH, E
from simulator.flow.avatar import Performance, Viseme
from simulator.flow.labels import Mood

ARKIT_NAMES: Final = (
    "eyeBlinkLeft", "eyeLookDownLeft", "eyeLookInLeft", "eyeLookOutLeft", "eyeLookUpLeft", "eyeSquintLeft",
    "eyeWideLeft", "eyeBlinkRight", "eyeLookDownRight", "eyeLookInRight", "eyeLookOutRight", "eyeLookUpRight",
    "eyeSquintRight", "eyeWideRight", "jawForward", "jawLeft", "jawRight", "jawOpen", "mouthClose", "mouthFunnel",
    "mouthPucker", "mouthLeft", "mouthRight", "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft",
    "mouthFrownRight", "mouthDimpleLeft", "mouthDimpleRight", "mouthStretchLeft", "mouthStretchRight",
    "mouthRollLower", "mouthRollUpper", "mouthShrugLower", "mouthShrugUpper", "mouthPressLeft", "mouthPressRight",
    "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft", "mouthUpperUpRight", "browDownLeft",
    "browDownRight", "browInnerUp", "browOuterUpLeft", "browOuterUpRight", "cheekPuff", "cheekSquintLeft",
    "cheekSquintRight", "noseSneerLeft", "noseSneerRight", "tongueOut",
)  # fmt: skip
"""In the order of Apple's ARFaceAnchor.BlendShapeLocation; a name without a side moves both."""

MAX_FPS: Final = 30

_SIDED: Final = ("Left", "Right")
_MOUTH: Final[dict[int, dict[str, float]]] = {
    SIL: {},
    PP: {"mouthClose": 0.3, "mouthPress": 0.5, "mouthRollLower": 0.3, "mouthRollUpper": 0.2},
    FF: {"jawOpen": 0.08, "mouthRollLower": 0.6, "mouthUpperUp": 0.3},
    TH: {"jawOpen": 0.15, "tongueOut": 0.4},
    DD: {"jawOpen": 0.15, "mouthLowerDown": 0.2},
    KK: {"jawOpen": 0.2, "mouthStretch": 0.1},
    CH: {"jawOpen": 0.1, "mouthFunnel": 0.5},
    SS: {"jawOpen": 0.05, "mouthStretch": 0.3, "mouthLowerDown": 0.15},
    NN: {"jawOpen": 0.15, "mouthLowerDown": 0.1},
    RR: {"jawOpen": 0.15, "mouthFunnel": 0.25},
    AA: {"jawOpen": 0.6, "mouthLowerDown": 0.2},
    E: {"jawOpen": 0.35, "mouthStretch": 0.25},
    IH: {"jawOpen": 0.2, "mouthStretch": 0.4},
    OH: {"jawOpen": 0.4, "mouthFunnel": 0.5},
    OU: {"jawOpen": 0.15, "mouthPucker": 0.7, "mouthFunnel": 0.2},
}
_MOOD: Final[dict[Mood, dict[str, float]]] = {
    "neutral": {},
    "wary": {"browDown": 0.3, "eyeSquint": 0.2},
    "shocked": {"browInnerUp": 0.7, "browOuterUp": 0.5, "eyeWide": 0.6},
    "sad": {"browInnerUp": 0.7, "mouthFrown": 0.5, "eyeLookDown": 0.3},
    "angry": {"browDown": 0.8, "eyeSquint": 0.3, "noseSneer": 0.3, "mouthPress": 0.2},
    "bargaining": {"browInnerUp": 0.4, "browOuterUp": 0.2},
    "practical": {"browDown": 0.1},
    "relieved": {"mouthSmile": 0.4, "cheekSquint": 0.2},
    "withdrawn": {"eyeLookDown": 0.4, "mouthFrown": 0.2, "eyeBlink": 0.15},
}
"""The avatar's own simulated mood: what an actor would show."""

TRANSITION_MS: Final = 60
"""A mouth glides from shape to shape this long (our choice)."""


def blendshapes(
    performance: Performance, fps: int, *, mood: Mood = "neutral", intensity: float = 1.0
) -> NDArray[np.float32]:
    """Face weights per frame.

    Args:
        performance: visemes without gaps.
        fps: 1-30 frames per second.
        mood: sets brows, eyes and corners of the mouth.
        intensity: 0-1, how strongly the mood shows.

    Returns:
        Shape (n_frames, 52), 0-1, in the order of ARKIT_NAMES; frame i shows the face at i / fps seconds.

    Raises:
        ValueError: if fps is out of range.
    """
    if not 1 <= fps <= MAX_FPS:
        raise ValueError(f"fps must be 1 to {MAX_FPS}, got {fps}")
    end_ms = performance.visemes[-1].offset_ms + performance.visemes[-1].duration_ms if performance.visemes else 0
    frame_ms = np.arange(0, end_ms, 1000 / fps)
    frames = np.tile(_weights(_MOOD[mood]) * np.float32(intensity), (len(frame_ms), 1))
    for viseme in performance.visemes:
        frames += _presence(viseme, frame_ms)[:, None] * _weights(_MOUTH[viseme.viseme_id])
    clipped: NDArray[np.float32] = np.clip(frames, 0, 1)
    return clipped


def _presence(viseme: Viseme, at_ms: NDArray[np.float64]) -> NDArray[np.float32]:
    """0-weight: a trapezoid with sides of TRANSITION_MS, half way at the edges, so that neighbours cross."""
    into = (at_ms - viseme.offset_ms) / TRANSITION_MS + 0.5
    out_of = (viseme.offset_ms + viseme.duration_ms - at_ms) / TRANSITION_MS + 0.5
    return (viseme.weight * np.clip(np.minimum(into, out_of), 0, 1)).astype(np.float32)


def _weights(shape: dict[str, float]) -> NDArray[np.float32]:
    """One face as a vector; a name without a side counts for both sides."""
    values = np.zeros(len(ARKIT_NAMES), np.float32)
    for name, weight in shape.items():
        sides = [name] if name in ARKIT_NAMES else [name + side for side in _SIDED]
        for side in sides:
            values[ARKIT_NAMES.index(side)] = weight
    return values
