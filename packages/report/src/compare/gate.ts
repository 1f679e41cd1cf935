import { ConductorError, visibleText } from '@conductor/types';
import { generalText } from '../statistics/number-text.ts';
import type { MetricComparison, SetComparison } from './compare-metric.ts';

/** What no run may have become, beside the base: `rate < -2%`. */
export interface Gate {
  readonly metric: string;
  readonly operator: (typeof OPERATORS)[number];
  /** The difference to the base, in per cent of it. */
  readonly percent: number;
}

/** What became of a gate. */
export interface GateVerdict extends Gate {
  /** The set that was looked at. */
  readonly set: string;
  /** `failed`: the difference is proven, and it is what the gate names. `unknown`: nothing can be said, for want of values. */
  readonly verdict: 'passed' | 'failed' | 'unknown';
  /** Why, for people. */
  readonly found: string;
}

const OPERATORS = ['<=', '>=', '<', '>'] as const;

/** Of `rate < -2%`: the name, the operator, the number. */
const GATE = /^(?<metric>.*?)\s*(?<operator><=|>=|<|>)\s*(?<percent>[+-]?(?:\d+\.?\d*|\.\d+))\s*%$/s;

/** Reads gates, with commas between them. A ConductorError of code `usage` says what was expected. */
export function readGates(text: string): readonly Gate[] {
  // The name of a case may have commas, too: a gate ends with its per cent.
  return text.split(/(?<=%)\s*,/).map((part) => {
    const { metric = '', operator = '', percent = '' } = GATE.exec(part.trim())?.groups ?? {};
    const known = OPERATORS.find((each) => each === operator);
    if (known !== undefined && metric !== '') return { metric, operator: known, percent: Number(percent) };
    throw new ConductorError(
      'usage',
      `--fail-if wants a metric, <, <=, > or >=, and a difference in per cent, such as 'rate < -2%', not "${part.trim()}"`,
    );
  });
}

/** Judges a gate by the comparison of its metric: one verdict for each set but the base. */
export function judgeGate(gate: Gate, { sets }: MetricComparison): readonly GateVerdict[] {
  return sets.slice(1).map((set) => ({ ...gate, set: set.name, ...judge(gate, set) }));
}

/** A gate in one line. */
export function gateText({ metric, operator, percent, set, verdict, found }: GateVerdict): string {
  return `${verdict}: ${visibleText(metric)} ${operator} ${generalText(percent)} %: ${visibleText(set)}: ${found}`;
}

function judge({ operator, percent }: Gate, { comparison }: SetComparison): Pick<GateVerdict, 'verdict' | 'found'> {
  if (comparison === null) return { verdict: 'unknown', found: 'too few values to compare' };
  if (comparison.relative === null)
    return { verdict: 'unknown', found: 'the base may be 0, so that there are no per cent of it' };
  const { difference } = comparison.relative;
  const found = `${difference > 0 ? '+' : ''}${generalText(difference, 3)} %`;
  if (!isBeyond(difference, operator, percent)) return { verdict: 'passed', found };
  return comparison.isProven ? { verdict: 'failed', found } : { verdict: 'passed', found: `${found}, but not proven` };
}

function isBeyond(difference: number, operator: Gate['operator'], percent: number): boolean {
  switch (operator) {
    case '<':
      return difference < percent;
    case '<=':
      return difference <= percent;
    case '>':
      return difference > percent;
    case '>=':
      return difference >= percent;
    default:
      return operator satisfies never;
  }
}
