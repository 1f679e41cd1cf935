/** What one look at the host told of what a ready step waits for. */
export type Look =
  | { readonly kind: 'holds' }
  /** `answer` is what came instead: `last: connection refused`. */
  | { readonly kind: 'not-yet'; readonly answer: string }
  /** It can never hold any more. */
  | { readonly kind: 'never'; readonly reason: string };

/** What is looked at, again and again; who opens it closes it. */
export interface Probe extends AsyncDisposable {
  /** Takes at most about `withinMs`. Aborting `signal` ends it with whatever answer there is, or a throw. */
  look(withinMs: number, signal: AbortSignal): Promise<Look>;
}

/** A probe that keeps nothing open between two looks. */
export function probe(look: Probe['look']): Probe {
  return { look, [Symbol.asyncDispose]: () => Promise.resolve() };
}
