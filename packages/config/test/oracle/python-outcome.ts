/** What Python's configparser makes of one text. */
export interface PythonOutcome {
  readonly raw: RawOutcome;
  readonly interpolated: Interpolated<InterpolatedValue>;
}

/** What RawConfigParser reads: sections and defaults in order, or a class of error with its lines. */
export type RawOutcome =
  | { readonly defaults: Pairs; readonly sections: readonly (readonly [string, Pairs])[] }
  | { readonly error: string; readonly lines: readonly number[] };

/** Keys and values in order. */
export type Pairs = readonly (readonly [string, string])[];

/** Values by section and key, in order; empty when the text is refused. */
export type Interpolated<Value> = readonly (readonly [string, readonly (readonly [string, Value])[]])[];

/** A value of ConfigParser's, or the class of the error that getting it raises. */
export type InterpolatedValue = string | { readonly error: string };

/** One answer of the oracle, to any number of texts. */
export interface PythonAnswer {
  /** `3.11.7` */
  readonly python: string;
  readonly outcomes: readonly PythonOutcome[];
}

/** An outcome without the classes of interpolation errors: what we can be compared with when no Python is there. */
export interface PlainOutcome {
  readonly raw: RawOutcome;
  /** `null` where Python has no value. */
  readonly interpolated: Interpolated<string | null>;
}

/** Leaves out of Python's outcome why a value could not be had. */
export function plainOutcome({ raw, interpolated }: PythonOutcome): PlainOutcome {
  const plain = (value: InterpolatedValue) => (typeof value === 'string' ? value : null);
  return {
    raw,
    interpolated: interpolated.map(([section, values]) => [section, values.map(([key, value]) => [key, plain(value)])]),
  };
}
