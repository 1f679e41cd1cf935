"""Answers questions about statistics with SciPy: a JSON list of questions in, a JSON object with its version and the answers out."""

import json
import sys

import numpy as np
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


def welch(base, other):
    found = stats.ttest_ind(other, base, equal_var=False)
    low, high = found.confidence_interval(0.95)
    return [float(each) for each in (found.statistic, found.df, found.pvalue, low, high)]


def pooled(base, other):
    found = stats.ttest_ind(other, base)
    low, high = found.confidence_interval(0.95)
    return [float(each) for each in (found.statistic, found.df, found.pvalue, low, high)]


def paired(base, other):
    found = stats.ttest_rel(other, base)
    low, high = found.confidence_interval(0.95)
    return [float(each) for each in (found.statistic, found.df, found.pvalue, low, high)]


def mann_whitney(base, other):
    found = stats.mannwhitneyu(other, base)
    return [float(found.statistic), float(found.pvalue)]


def effect(base, other):
    """Hedges' g by the expectation of a non-central t of effect 1, which is what his correction is the inverse of."""
    freedom = len(base) + len(other) - 2
    ss = np.var(base) * len(base) + np.var(other) * len(other)
    d = (np.mean(other) - np.mean(base)) / np.sqrt(ss / freedom)
    delta = np.mean([np.sign(y - x) for x in base for y in other])
    return [float(d), float(d / stats.nct.mean(freedom, 1)) if freedom > 1 else float(d), float(delta)]


def drift(values):
    found = stats.linregress(range(len(values)), values)
    return [float(each) for each in (found.slope, found.stderr, found.pvalue)]


def drift_of_two(one, two):
    """Values in the order A B B A ...: the same slope and two levels, by general least squares."""
    order_one = [2 * at + at % 2 for at in range(len(one))]
    order_two = [2 * at + 1 - at % 2 for at in range(len(two))]
    values = np.array(one + two)
    rows = np.array([[1, 0, at] for at in order_one] + [[0, 1, at] for at in order_two], dtype=float)
    found, rest, _, _ = np.linalg.lstsq(rows, values, rcond=None)
    freedom = len(values) - 3
    error = np.sqrt(rest[0] / freedom * np.linalg.inv(rows.T @ rows)[2, 2])
    return [float(found[2]), float(error), float(2 * stats.t.sf(abs(found[2] / error), freedom))]


KINDS = (two_sided, quantile, summary, welch, pooled, paired, mann_whitney, effect, drift, drift_of_two)
ANSWERS = {kind.__name__: kind for kind in KINDS}

questions = json.load(sys.stdin)
answers = [ANSWERS[kind](*rest) for kind, *rest in questions]
json.dump({"scipy": scipy.__version__, "answers": answers}, sys.stdout)
