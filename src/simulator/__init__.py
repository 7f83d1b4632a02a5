"""Rechtuit: rehearse the hardest conversations at work, by voice, against a colleague who reacts like a real one.

One rehearsal is data flowing left to right, and the packages are that picture::

    audio → speech → prosody → language → dialogue → avatar
       └───────┴────────┴─────────┴──────────┴──► feedback → report

`flow` holds what travels between those rooms, `session` joins them (see `session/pipeline.py`), `api` and `cli` are the
doors. Docs: README.md, docs/.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("rechtuit")
except PackageNotFoundError:  # running from a source tree that was never installed
    __version__ = "0.0.0"
