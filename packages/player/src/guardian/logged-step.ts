/** A step of Reset as a guardian's folder tells of it. */
export interface LoggedStep {
  readonly index: number;
  readonly kind: string;
  /** As it was stated, in milliseconds; not a number where it has none. */
  readonly limitMs: number;
  /** How often it is tried again when it fails. */
  readonly retries: number;
}

/** Steps that only a player can perform; `guardian/guardian` passes them over. */
export function isLeftOut(kind: string): boolean {
  return kind === 'fetch' || kind === 'ready' || kind === 'put';
}

/** Reads what a guardian was told of its steps: one line for each. */
export function parseSteps(text: string): readonly LoggedStep[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [index, kind = '', , , limitMs, retries = '0'] = line.split(' ');
      return { index: Number(index), kind, limitMs: Number(limitMs), retries: Number(retries) };
    });
}
