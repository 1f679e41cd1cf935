import {
  BASE_UNITS,
  CHECK_FOLDS,
  CHECK_OPERATORS,
  FOLDS,
  METRIC_FORMATS,
  type MetricFormat,
  PHASES,
} from '@conductor/types';
import * as v from 'valibot';

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite());
const unit = v.picklist(BASE_UNITS);
const place = v.object({ file: text, line: count });

/** The keys of the table of formats are its formats. */
const FORMATS = Object.keys(METRIC_FORMATS) as MetricFormat[];

const source = v.object({
  player: text,
  phase: v.picklist(PHASES),
  index: count,
  key: text,
  bytes: v.variant('kind', [
    v.object({ kind: v.literal('output'), channels: v.array(v.picklist(['out', 'err'])) }),
    v.object({ kind: v.literal('file'), pattern: text }),
    v.object({ kind: v.literal('step') }),
  ]),
});

const jsonStep = v.variant('kind', [
  v.object({ kind: v.literal('member'), name: text }),
  v.object({ kind: v.literal('element'), index: v.pipe(v.number(), v.integer()) }),
  v.object({ kind: v.literal('every') }),
]);

const extraction = v.variant('kind', [
  v.object({ kind: v.literal('duration') }),
  v.object({ kind: v.literal('field'), format: v.picklist(FORMATS), field: text }),
  v.object({ kind: v.literal('json'), path: v.array(jsonStep) }),
  v.object({ kind: v.literal('counter'), format: v.picklist(['netstat', 'nstat']), counter: text }),
  v.object({ kind: v.literal('regex'), pattern: text, ignoresCase: v.boolean() }),
]);

/** A metric of a test, as its events have it. */
export const metricSchema = v.object({
  name: text,
  place,
  text,
  source,
  since: v.nullable(source),
  extraction,
  fold: v.nullable(v.picklist(FOLDS)),
  unit,
  scale: amount,
  of: v.nullable(amount),
});

/** A check of a test. */
export const checkSchema = v.object({
  metric: text,
  place,
  text,
  fold: v.picklist(CHECK_FOLDS),
  operator: v.picklist(CHECK_OPERATORS),
  bound: amount,
  unit,
});

/** What became of a metric in a trial. */
export const readingSchema = v.variant('kind', [
  v.object({ metric: text, kind: v.literal('value'), value: amount }),
  v.object({ metric: text, kind: v.literal('none'), reason: text }),
]);

/** What became of a check. */
export const checkResultSchema = v.object({
  metric: text,
  caseName: text,
  text,
  verdict: v.picklist(['passed', 'failed']),
  found: text,
});
