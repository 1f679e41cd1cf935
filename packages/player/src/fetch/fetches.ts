import type { FetchStep } from '@conductor/types';
import { StepsUnderWay, type StepsUnderWayParts } from '../steps/steps-under-way.ts';
import { fetchFiles } from './fetch-files.ts';
import type { FetchParts } from './fetch-parts.ts';

/** What the fetch steps of a trial are performed with. */
export type FetchesParts = FetchParts & Omit<StepsUnderWayParts<FetchStep>, 'perform'>;

/** The fetch steps of one trial. */
export function fetches(parts: FetchesParts): StepsUnderWay<FetchStep> {
  return new StepsUnderWay({
    ...parts,
    perform: (step, plan, signal) => fetchFiles(step, plan, parts, signal),
  });
}
