/** A time in which a player's cable is pulled. */
export interface Cut {
  readonly player: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** What does not come through; default: both directions. */
  readonly lost?: 'to player' | 'to conductor';
  /** Both sides are told at once, as when a process dies, and dialling fails at once; default: nobody is told anything. */
  readonly isTold?: boolean;
}
