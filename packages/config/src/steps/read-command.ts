import type { CommandStep } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { LIMITS } from '../limits.ts';
import { wholeNumber } from '../values/numbers.ts';
import { readDash } from './dash.ts';
import { readSecrets } from './read-secrets.ts';
import type { StepKey } from './step-key.ts';
import type { StepBase, StepLine } from './step-line.ts';
import { readPrefix } from './value-prefix.ts';

/** How a command is run. */
type CommandKind = { readonly kind: 'step' | 'spawn' } | { readonly kind: 'timeout'; readonly seconds: string };

/** Makes a step that runs a command; `null` after a finding says why it is none. */
export function readCommand(base: StepBase, key: StepKey, line: StepLine, findings: Findings): CommandStep | null {
  const outer = readDash(line.text);
  const { kind, rest } = kindOf(key, outer.rest, line, findings);
  // A prefix may stand before the dash as well as after it.
  const inner = rest === outer.rest ? { isThere: false, rest } : readDash(rest);
  const command = readSecrets(inner.rest, line, findings);
  if (command === null) return null;
  const common = { ...base, mayFail: outer.isThere || inner.isThere, command };
  if (common.command === '') reportEmpty(line, findings);
  if (kind.kind !== 'timeout') return { kind: kind.kind, ...common };
  const limitMs = readLimit(kind.seconds, line, findings);
  return limitMs === null ? null : { kind: 'timeout', ...common, limitMs };
}

/** The kind that the key says or, after a plain key, the prefix of the value. */
function kindOf(key: StepKey, text: string, line: StepLine, findings: Findings): { kind: CommandKind; rest: string } {
  const prefix = readPrefix(text);
  if (key.kind === 'spawn' || key.kind === 'timeout') {
    if (prefix !== null) reportUnusedPrefix(prefix.word, line, findings);
    return { kind: key, rest: text };
  }
  if (prefix === null) return { kind: { kind: 'step' }, rest: text };
  if (line.phase !== 'run') reportPrefix(prefix.word, line, findings);
  return prefix;
}

const SECONDS = wholeNumber(1, Math.floor(LIMITS.durationMs / 1000));

function readLimit(seconds: string, { entry }: StepLine, findings: Findings): number | null {
  const reading = SECONDS(seconds);
  if (reading.kind === 'read') return reading.value * 1000;
  findings.add('bad-value', entry.place, {
    message: `a step cannot run for ${seconds} seconds`,
    found: `timeout${seconds}`,
    expected: reading.expected,
    suggestion: 'spawnN for a step that runs as long as the others need it',
  });
  return null;
}

function reportEmpty({ entry }: StepLine, findings: Findings): void {
  const message = `${entry.spelling} runs nothing, and passes`;
  findings.add('empty-command', placeOfValue(entry.value), { message });
}

function reportPrefix(word: string, { entry }: StepLine, findings: Findings): void {
  findings.add('value-prefix', placeOfValue(entry.value), {
    message: `the prefix ${word}: counts in every phase; the original knows it in Run only`,
  });
}

function reportUnusedPrefix(word: string, { entry }: StepLine, findings: Findings): void {
  findings.add('unused-prefix', placeOfValue(entry.value), {
    message: `${entry.spelling} says already what kind of step it is, so the shell gets "${word}:" as part of the command`,
    found: `${word}:`,
    suggestion: `leave "${word}:" out, or name the key stepN`,
  });
}
