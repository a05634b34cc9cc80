"""The invented city of Maasdrecht: its setup file, its people, and the story that the demo tells.

Everything goes through the same commands as real use, with the clock of that day, so that grants,
log and timeline are as they would be. `scale.py` is the exception: it fills tables by COPY for the
benchmarks.
"""
