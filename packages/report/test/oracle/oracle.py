"""Answers questions about statistics with SciPy: a JSON list of questions in, a JSON object with its version and the answers out."""

import json
import sys

import scipy
from scipy import stats


def two_sided(t, freedom):
    return [2 * float(stats.norm.sf(t) if freedom is None else stats.t.sf(t, freedom))]


def quantile(confidence, freedom):
    rest = (1 - confidence / 100) / 2
    return [float(stats.norm.isf(rest) if freedom is None else stats.t.isf(rest, freedom))]


def summary(values):
    low, high = stats.t.interval(0.95, len(values) - 1, loc=stats.tmean(values), scale=stats.sem(values))
    return [float(stats.tmean(values)), float(stats.tstd(values)), float(low), float(high)]


ANSWERS = {name: globals()[name] for name in ("two_sided", "quantile", "summary")}

questions = json.load(sys.stdin)
answers = [ANSWERS[kind](*rest) for kind, *rest in questions]
json.dump({"scipy": scipy.__version__, "answers": answers}, sys.stdout)
