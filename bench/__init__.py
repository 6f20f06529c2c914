"""Benchmarks: the companion beside stock Rasa, in one run on one machine."""
