"""Speech whose truth is known, made again from seeds and public packages; for training and benchmarks, never shipped."""
