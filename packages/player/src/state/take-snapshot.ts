import { LOOK_MS, type UnseenState } from '@conductor/types';
import type { Cell } from '../containment/cell.ts';
import { killCells } from '../containment/end-cells.ts';
import type { HostEntries, HostItem } from './host-item.ts';
import { type LookGround, runLook } from './run-look.ts';
import type { Snapshot } from './snapshot.ts';

/** How long one item may take. */
const ITEM_MS = 10_000;
/** Names of an item that are compared; no host that is tested has more. */
const MOST_ENTRIES = 50_000;

/** Looks at these items of the host, one after the other, within `LOOK_MS` altogether. Never rejects. */
export async function takeSnapshot(
  items: readonly HostItem[],
  ground: LookGround,
  signal: AbortSignal,
): Promise<Snapshot> {
  const deadline = performance.now() + LOOK_MS;
  const seen = new Map<string, HostEntries>();
  const unseen: UnseenState[] = [];
  const cells: Cell[] = [];
  for (const item of items) {
    const limitMs = Math.min(ITEM_MS, Math.round(deadline - performance.now()));
    const found = limitMs <= 0 ? LATE : await runLook(item.command, limitMs, ground, cells, signal);
    if (found.kind === 'unseen') {
      unseen.push({ item: item.name, reason: found.reason });
      continue;
    }
    const entries = item.read(found.text);
    if (entries.size > MOST_ENTRIES) unseen.push({ item: item.name, reason: `more than ${MOST_ENTRIES} lines` });
    else seen.set(item.name, entries);
  }
  await endRemains(ground, cells);
  return { seen, unseen };
}

const LATE = { kind: 'unseen', reason: `all looks together took longer than ${LOOK_MS / 1000} s` } as const;

/** Most leave nothing behind: one look at the processes of the host tells. */
async function endRemains({ containment }: LookGround, cells: readonly Cell[]): Promise<void> {
  if (cells.length === 0) return;
  const living = await containment.look(cells);
  if (living.size > 0) await killCells(containment, [...living.keys()]);
  for (const cell of cells) containment.closeIfEmpty(cell);
}
