import { PHASES, type PhaseSteps, type PutItem, type PutStep } from '@conductor/types';

/** An item with its number in the trial, from 1. */
interface NumberedItem {
  readonly number: number;
  readonly item: PutItem;
}

/** What `PUT_SCRIPT` reads for a step. `mark`: how the names begin that stand beside what is put. */
export function putList(phases: PhaseSteps, step: PutStep, mark: string): string {
  const lines = itemsOf(phases, step).flatMap(({ number, item: { kind, mode, path, ...file } }) => {
    const bytes = 'sha256' in file ? file.sha256 : '-';
    return [kind, number, mode.toString(8), bytes, path];
  });
  return asText([mark, step.keep ? 'keep' : '', ...lines]);
}

/** What `PUT_BACK_SCRIPT` reads for a trial. */
export function putBackList(phases: PhaseSteps, mark: string): string {
  const items = putsOf(phases).flatMap((step) => (step.keep ? [] : itemsOf(phases, step)));
  return asText([mark, ...items.toReversed().flatMap(({ number, item }) => [number, item.path])]);
}

/** The checksums of all files that are put in a trial. */
export function putFiles(phases: PhaseSteps): readonly Extract<PutItem, { kind: 'file' }>[] {
  return putsOf(phases).flatMap(({ items }) => items.filter((item) => item.kind === 'file'));
}

function putsOf(phases: PhaseSteps): readonly PutStep[] {
  return PHASES.flatMap((phase) => phases[phase].filter((step) => step.kind === 'put'));
}

function itemsOf(phases: PhaseSteps, step: PutStep): readonly NumberedItem[] {
  const puts = putsOf(phases);
  const before = puts.slice(0, puts.indexOf(step)).reduce((count, { items }) => count + items.length, 0);
  return step.items.map((item, at) => ({ number: before + at + 1, item }));
}

function asText(lines: readonly (string | number)[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
