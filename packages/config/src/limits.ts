/** What a configuration file may hold at most. Lengths are bytes of UTF-8. */
export const LIMITS = {
  fileBytes: 2 ** 20,
  lineBytes: 2 ** 16,
  /** At 128 KiB the system refuses to start a command. */
  commandBytes: 120 * 1024,
  /** What `ready1: run` tries again and again stands quoted in what tries it. */
  triedCommandBytes: 16 * 1024,
  /** All commands and settings of one player after its variables are filled in. */
  expandedBytes: 2 ** 24,
  /** What systems take as a path. */
  patternBytes: 4096,
  /** In all four phases of one player. */
  steps: 10_000,
  /** Things of a host that a player file says how to look at, and the command of each. */
  looks: 50,
  lookBytes: 4096,
  /** How deep variables may stand in variables; Python's bound. */
  variableDepth: 10,
  trials: 100_000,
  /** Combinations of parameters. */
  cases: 10_000,
  /** Of all cases together. */
  allTrials: 1_000_000,
  /** It becomes the name of a directory, where a long one is cut, and goes to the players. */
  caseNameBytes: 900,
  /** Timers of Node.js end here, at 24 days. */
  durationMs: 2 ** 31 - 1,
} as const;

/** Whether a text is longer than that many bytes of UTF-8; counts only where it may matter. */
export function isLongerThan(text: string, bytes: number): boolean {
  if (text.length > bytes) return true;
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}
