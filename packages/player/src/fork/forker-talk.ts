/** What a forker is asked to do with the process of that number. */
export type ForkOrder =
  | {
      readonly kind: 'fork';
      readonly id: number;
      readonly file: string;
      readonly args: readonly string[];
      readonly cwd: string | undefined;
      readonly env: Readonly<Record<string, string>>;
      /** A path is opened anew: the first to be read, the others to be appended to. */
      readonly stdio: readonly ('ignore' | 'pipe' | { readonly path: string })[];
    }
  | { readonly kind: 'write'; readonly id: number; readonly descriptor: number; readonly text: string }
  | { readonly kind: 'end'; readonly id: number; readonly descriptor: number }
  | { readonly kind: 'kill'; readonly id: number; readonly signal: NodeJS.Signals };

/** What it tells of it. */
export type ForkNews =
  | { readonly kind: 'spawned'; readonly id: number; readonly pid: number }
  | { readonly kind: 'failed'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'said'; readonly id: number; readonly descriptor: number; readonly text: string }
  | { readonly kind: 'closed'; readonly id: number; readonly descriptor: number }
  /** It has exited, and nothing of what it said is to come: the number is forgotten. */
  | { readonly kind: 'over'; readonly id: number }
  | {
      readonly kind: 'exited';
      readonly id: number;
      readonly code: number | null;
      readonly signal: NodeJS.Signals | null;
    };
