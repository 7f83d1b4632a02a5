"""Loads a peer, or says in a line why it cannot be."""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL
from typing import TypeVar

Loaded = TypeVar("Loaded")


def load_or_reason(load: Callable[[], Loaded]) -> tuple[Loaded | None, str]:
    """The peer and "", or None and the reason."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # peers warn about their own dependencies
            return load(), ""
    except ImportError as problem:
        return None, f"not installed ({problem})"
    except OSError as problem:
        return None, f"does not start ({problem})"


@contextmanager
def silent_library() -> Iterator[None]:
    """Keep what a C library prints on standard output out of our tables."""
    libc = CDLL(None)
    libc.fflush(None)
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        libc.fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
