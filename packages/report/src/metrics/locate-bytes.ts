import type { Channel, FileResult, MetricSource, StepResult, TrialResult } from '@conductor/types';
import { outcomeText } from '../text/outcome-text.ts';

/** The bytes that a number is looked for in, or why there are none. */
export type Located =
  /** In this order: the first that has a number counts. */
  | { readonly kind: 'files'; readonly files: readonly LocatedFile[] }
  /** `reason` begins with the place. */
  | { readonly kind: 'nothing'; readonly reason: string };

/** One file to look through. */
export interface LocatedFile {
  /** Below the run directory. */
  readonly path: string;
  /** For people; the same in each trial. */
  readonly place: string;
}

/** Names that are told of files that do not match. */
const TOLD = 8;

/** Where the bytes of a source are, in a trial. */
export function locateBytes(trial: TrialResult, source: MetricSource): Located {
  const place = sourceText(source);
  const step = stepIn(trial, source);
  if (typeof step === 'string') return nothing(place, step);
  switch (source.bytes.kind) {
    case 'output':
      return locateOutput(step, source.bytes.channels, place);
    case 'file':
      return locateFile(step, source.bytes.pattern, place);
    case 'step':
      return { kind: 'files', files: [] };
    default:
      return source.bytes satisfies never;
  }
}

/** `sink, run, step3`. */
export function sourceText({ player, phase, key }: MetricSource): string {
  return `${player}, ${phase}, ${key}`;
}

/** What a step came to, or why nothing is known of it here. */
export function stepIn(trial: TrialResult, { player, phase, index }: MetricSource): StepResult | string {
  const part = trial.phases.find((one) => one.phase === phase)?.players.find((one) => one.player === player);
  if (part === undefined) return 'it did not run in this trial';
  const step = part.steps.find((one) => one.index === index);
  if (step !== undefined) return step;
  return part.counts === null
    ? 'it is not in this trial'
    : 'an external collector has its results: conduct report of that directory has the number';
}

function nothing(place: string, reason: string): Located {
  return { kind: 'nothing', reason: `${place}: ${reason}` };
}

const WORD: { readonly [C in Channel]: string } = { out: 'output', err: 'error output' };

function locateOutput(step: StepResult, channels: readonly Channel[], place: string): Located {
  const outputs = channels.map((channel) => ({ channel, ...(channel === 'out' ? step.stdout : step.stderr) }));
  const files = outputs.flatMap(({ channel, path, sha256 }) =>
    path === null || sha256 === null ? [] : [{ path, place: `${place}, ${WORD[channel]}` }],
  );
  if (files.length > 0) return { kind: 'files', files };
  const words = channels.map((channel) => WORD[channel]).join(' and ');
  if (outputs.some(({ path }) => path !== null)) return nothing(place, `its ${words} did not come home whole`);
  // A step that ran and printed nothing is one thing; one that never ran is another.
  const why = step.startTime === null ? `: it did not run (${outcomeText(step.outcome)})` : '';
  return nothing(place, `its ${words} is empty${why}`);
}

function locateFile(step: StepResult, pattern: string, place: string): Located {
  const matches = step.files.filter((file) => isMatch(file, pattern));
  const [only, ...others] = matches;
  if (only === undefined) {
    const names = step.files
      .slice(0, TOLD)
      .map(({ source }) => source)
      .join(', ');
    return nothing(
      place,
      `no file that it brought home matches ${pattern} (${names === '' ? `it brought none: ${outcomeText(step.outcome)}` : names})`,
    );
  }
  if (others.length > 0)
    return nothing(
      place,
      `${matches.length} files match ${pattern}: ${matches
        .slice(0, TOLD)
        .map(({ source }) => source)
        .join(', ')}`,
    );
  return { kind: 'files', files: [{ path: only.path, place: `${place}, ${only.source}` }] };
}

/** By its whole path when the pattern has a `/`, else by its name. */
function isMatch({ source }: FileResult, pattern: string): boolean {
  const name = pattern.includes('/') ? source : (source.split('/').at(-1) ?? '');
  return matchesPattern(name, pattern);
}

/** `*` and `?` as in a shell, also over `/`; in linear steps of the text for each star, whatever they are. */
export function matchesPattern(text: string, pattern: string): boolean {
  let at = 0;
  let wanted = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (pattern[wanted] === '*') {
      star = wanted;
      starAt = at;
      wanted += 1;
    } else if (pattern[wanted] === '?' || pattern[wanted] === text[at]) {
      wanted += 1;
      at += 1;
    } else if (star !== -1) {
      wanted = star + 1;
      starAt += 1;
      at = starAt;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(wanted));
}
