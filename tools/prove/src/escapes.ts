/** A way for a process to leave the step that started it. */
export interface Escape {
  readonly name: string;
  /** Shell that leaves something asleep for so many seconds and ends. */
  readonly command: (seconds: string) => string;
}

/** The five of the promise: each sheds more traces than the one before. */
export const ESCAPES: readonly Escape[] = [
  { name: 'setsid', command: (seconds) => `setsid sleep ${seconds} &` },
  { name: 'double fork', command: (seconds) => `( ( sleep ${seconds} & ) & )` },
  { name: 'setsid, scrubbed environment', command: (seconds) => `setsid env -i "$(command -v sleep)" ${seconds} &` },
  {
    name: 'setsid, double fork, scrubbed environment',
    command: (seconds) => `setsid env -i "PATH=$PATH" sh -c '( ( sleep ${seconds} & ) & )'`,
  },
  {
    name: 'all descriptors closed',
    command: (seconds) => `setsid sh -c 'exec 0<&- 1>&- 2>&-; ( ( sleep ${seconds} & ) & )'`,
  },
];
