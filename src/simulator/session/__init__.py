"""The wiring of one rehearsal: the only place where rooms meet.

`pipeline` shows the data path whole, `rehearsal` is its deterministic heart (turns in, reactions and report out),
`live` adds a microphone, a clock and interruptions, `archive` keeps it, `typed` plays it from text.
"""
