"""The rules, one function each: it takes the house and yields findings. The first line of its text is the rule."""
from . import code, data

ALL = [*code.RULES, *data.RULES]
