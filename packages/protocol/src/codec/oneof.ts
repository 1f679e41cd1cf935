import { malformed } from './malformed.ts';

/** The names of the variants of a message whose oneof is called `kind`. */
export type WireKind<M extends { kind?: string }> = NonNullable<M['kind']>;

/** What one variant carries. The generated types do not narrow by `kind`; this does. */
export type WireBody<M extends { kind?: string }, K extends WireKind<M>> = K extends keyof M
  ? NonNullable<M[K]>
  : never;

/** One reading per variant: total, so that the compiler finds a new one. */
export type Readings<M extends { kind?: string }, T> = {
  readonly [K in WireKind<M>]: (body: WireBody<M, K>) => T;
};

/**
 * Reads the variant that a message carries. A variant of a newer peer arrives as no variant at all, since the loader
 * drops what it does not know; so absence is an error here and never a default.
 */
export function readKind<M extends { kind?: string }, T>(message: M, readings: Readings<M, T>, what: string): T {
  const kind = message.kind as WireKind<M> | undefined;
  if (kind === undefined || !Object.hasOwn(readings, kind)) throw malformed(`${what} of no kind that we know`);
  const body = (message as Readonly<Record<string, unknown>>)[kind];
  if (body === null || body === undefined) throw malformed(`${what} of kind ${kind} without a body`);
  return readings[kind](body as WireBody<M, typeof kind>);
}
