import { commandOf, type Step } from './step.ts';

/** What begins the name of the variable in which a command finds a secret. */
const PREFIX = 'CONDUCTOR_SECRET_';
const VARIABLES = new RegExp(`(?<![A-Za-z0-9_])${PREFIX}([A-Z][A-Z0-9_]{0,63})(?![A-Za-z0-9_])`, 'g');

/** What a secret may be. */
export const SECRET_LIMITS = {
  /** In characters. What is shorter stands in many a text by chance, and masking it would garble them. */
  shortest: 6,
  /** In bytes of UTF-8. */
  longestBytes: 16 * 1024,
  /** Of one player. */
  count: 64,
} as const;

/** A text that is for commands only. It shows itself to nobody who does not ask: not in JSON, not in a log, not in an error. */
export class Secret {
  /** In capitals: `DB_PASSWORD`. */
  readonly name: string;
  readonly #value: string;

  constructor(name: string, value: string) {
    this.name = name;
    this.#value = value;
  }

  /** The value, for whoever hands it on. */
  reveal(): string {
    return this.#value;
  }

  toJSON(): string {
    return `secret ${this.name}`;
  }

  /** What `console.log` and messages of failed assertions show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toJSON();
  }
}

/** The name of a secret in capitals, whose case does not matter; `null` when it is none. */
export function secretName(text: string): string | null {
  return /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(text) ? text.toUpperCase() : null;
}

/** The variable in which a command finds a secret. */
export function secretVariable(name: string): string {
  return `${PREFIX}${name}`;
}

/** Why a text can be no secret; `null` when it can. Tells nothing of the text itself. */
export function secretFault(value: string): string | null {
  const { shortest, longestBytes } = SECRET_LIMITS;
  if (value.includes('\0')) return 'it has a NUL in it, which no environment can carry';
  if ([...value].length < shortest)
    return `it is shorter than ${shortest} characters, and could not be masked in what a step prints`;
  if (Buffer.byteLength(value) > longestBytes) return `it is longer than ${longestBytes / 1024} KiB`;
  return null;
}

/** The secrets that a step uses: those whose variables its command names. In order, each once. */
export function secretsOf(step: Step): readonly string[] {
  const found = (commandOf(step) ?? '').matchAll(VARIABLES);
  return [...new Set(Array.from(found, ([, name = '']) => name))];
}
