"""Answers what configparser makes of texts: a JSON list of strings on standard input, a JSON object on output.

Texts go through a file with universal newlines, as they do where a program opens its configuration.
"""

import configparser
import io
import json
import sys


def as_file(text):
    return io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), encoding="utf-8")


def raw_outcome(text):
    parser = configparser.RawConfigParser()
    try:
        parser.read_file(as_file(text), "text")
    except configparser.ParsingError as error:
        if isinstance(error, configparser.MissingSectionHeaderError):
            return {"error": type(error).__name__, "lines": [error.lineno]}
        return {"error": type(error).__name__, "lines": [line for line, _ in error.errors]}
    except configparser.Error as error:
        return {"error": type(error).__name__, "lines": [error.lineno]}
    return {
        "defaults": list(parser._defaults.items()),
        "sections": [[name, list(keys.items())] for name, keys in parser._sections.items()],
    }


def interpolated(text):
    parser = configparser.ConfigParser()
    try:
        parser.read_file(as_file(text), "text")
    except configparser.Error:
        return []
    return [
        [name, [[key, value_of(parser, name, key)] for key in parser._sections[name]]]
        for name in parser.sections()
    ]


def value_of(parser, section, key):
    try:
        return parser.get(section, key)
    except configparser.InterpolationError as error:
        return {"error": type(error).__name__}


texts = json.load(sys.stdin)
answer = {
    "python": "%d.%d.%d" % sys.version_info[:3],
    "outcomes": [{"raw": raw_outcome(text), "interpolated": interpolated(text)} for text in texts],
}
json.dump(answer, sys.stdout)
