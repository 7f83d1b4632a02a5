"""The prosody core against its peers on speech whose truth is known: one run, one thread, CPU time.

Run: python -m benchmarks.prosody [--quick] [--only pitch,pauses] [--json], or `simulator bench prosody`.
"""
