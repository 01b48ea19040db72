#!/usr/bin/python3
"""Orca without a voice: what it would say is written to a file, line by line, as soon as it would be said.

usage: tools/hear/reader.py FILE
"""
import builtins
import runpy
import sys

from orca import speech

log = sys.argv[1]
plain_open = builtins.open


def open_by_lines(file, mode="r", buffering=-1, *rest, **more):
    return plain_open(file, mode, 1 if file == log else buffering, *rest, **more)


builtins.open = open_by_lines
speech.init = lambda: None  # without a voice everything is logged at once, instead of as far as it was spoken
sys.argv = ["orca", "--replace", f"--debug-file={log}"]
runpy.run_path("/usr/bin/orca", run_name="__main__")
