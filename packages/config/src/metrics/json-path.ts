import type { JsonStep } from '@conductor/types';
import { type Reader, read, refused } from '../values/reading.ts';

const MEMBER = /\.?([^.[\]"\s]+)|\["((?:[^"\\]|\\.)*)"\]/y;
const ELEMENT = /\[(-?[0-9]{1,9}|\*)\]/y;
const MOST_STEPS = 64;

/** `end.sum_received.bits_per_second`, `intervals[*].sum.bits_per_second`, `runs[-1]["a.b"]`; `$` is the document itself. */
export const jsonPath: Reader<readonly JsonStep[]> = (text) => {
  const steps: JsonStep[] = [];
  let at = text.startsWith('$') ? 1 : 0;
  while (at < text.length) {
    const [step, length] = stepAt(text, at);
    if (step === null || steps.length === MOST_STEPS) return refused(EXPECTED);
    steps.push(step);
    at += length;
  }
  return text === '' ? refused(EXPECTED) : read(steps);
};

const EXPECTED = 'a path such as end.sum_received.bits_per_second, runs[0].rate, runs[*].rate or a["b.c"]';

function stepAt(text: string, offset: number): readonly [JsonStep | null, number] {
  ELEMENT.lastIndex = offset;
  const element = ELEMENT.exec(text);
  if (element) {
    const [whole, index = ''] = element;
    return [index === '*' ? { kind: 'every' } : { kind: 'element', index: Number(index) }, whole.length];
  }
  MEMBER.lastIndex = offset;
  const member = MEMBER.exec(text);
  if (!member) return [null, 0];
  const [whole, plain, quoted] = member;
  // Behind the first member there is a point.
  if (plain !== undefined && offset > 0 && !whole.startsWith('.')) return [null, 0];
  return [{ kind: 'member', name: plain ?? quoted?.replaceAll(/\\(.)/gs, '$1') ?? '' }, whole.length];
}
