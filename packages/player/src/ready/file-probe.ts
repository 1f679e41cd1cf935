import { stat } from 'node:fs/promises';
import { systemReason } from '@conductor/types';
import { type Probe, probe } from './look.ts';

/** Whether there is a file, a folder or whatever else of that name, and with `notEmpty` one that holds something. */
export function fileProbe(path: string, notEmpty: boolean): Probe {
  return probe(async () => {
    try {
      const { size } = await stat(path);
      return notEmpty && size === 0 ? { kind: 'not-yet', answer: 'last: it is empty' } : { kind: 'holds' };
    } catch (error) {
      return { kind: 'not-yet', answer: `last: ${systemReason(error)}` };
    }
  });
}
