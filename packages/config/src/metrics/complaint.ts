import type { FindingTexts } from '../diagnostics/findings.ts';

/** What is wrong with a word of a value; `offset`: where it begins. */
export interface Complaint extends FindingTexts {
  readonly kind: 'complaint';
  readonly offset: number;
}

/** Says what is wrong with a word. */
export function complaint(offset: number, texts: FindingTexts): Complaint {
  return { kind: 'complaint', offset, ...texts };
}
