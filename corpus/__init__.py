"""Speech whose truth is known, made again from seeds and packages; for training and benchmarks, never shipped."""
