"""The evidence of a frame (front_end, head) as torch tensors, so that a GPU can work it out for many streams at once.

The files are named for the ones of `prosody` that they follow. Only this folder imports torch, and nothing imports this
folder until CUDA was chosen (`bank_choice`). It runs on any torch device: on a CPU it is how the tests hold it to the
kernel, not a faster way.
"""
