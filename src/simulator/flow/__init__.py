"""What travels between the rooms: frozen dataclasses, one file per arrow, numpy only.

The order of the files is the order of the data path::

    audio → speech → prosody → language → evidence → dialogue → avatar → talk → report

`scenario` and `persona` hold what a trainer wrote; `labels` holds the closed vocabularies that every room shares.
Time is a sample index on the 16 kHz input clock (`clock`); milliseconds are derived from it in one place.
"""
