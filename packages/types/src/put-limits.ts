import type { PutBackStep, PutStep } from './step.ts';

/** What one put step may put, since its plan travels in one frame, and how many files all steps of one player may. */
export const PUT_MOST = { items: 2_000, pathBytes: 128 * 1024, filesOfPlayer: 10_000 } as const;

const PUT_BASE_MS = 300_000;
const PUT_BACK_BASE_MS = 60_000;
/** What the slowest disk of a host writes. */
const BYTES_PER_MS = 4_000;
/** Some processes of a shell, where many others want the processor. */
const ITEM_MS = 50;

/** The longest that putting the files of a step may take, in milliseconds: they are on the player's disk already, and are copied there. */
export function putLimitMs({ items }: Pick<PutStep, 'items'>): number {
  const bytes = items.reduce((sum, item) => sum + (item.kind === 'file' ? item.size : 0), 0);
  return wholeSeconds(PUT_BASE_MS + items.length * ITEM_MS + bytes / BYTES_PER_MS);
}

/** The longest that putting back may take, in milliseconds: nothing is copied. It is part of what a lost player is waited for. */
export function putBackLimitMs({ items }: Pick<PutBackStep, 'items'>): number {
  return wholeSeconds(PUT_BACK_BASE_MS + items * ITEM_MS);
}

/** A timer ends at 24 days. */
function wholeSeconds(limitMs: number): number {
  return Math.min(Math.ceil(limitMs / 1000) * 1000, 2 ** 31 - 1);
}
