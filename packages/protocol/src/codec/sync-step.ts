import type { SyncStep } from '@conductor/types';
import type { SyncStep__Output, SyncStep as WireSyncStep } from '../gen/conductor/v1/SyncStep.ts';
import { boundedText, fromDuration, toDuration } from './scalars.ts';

type Body = Pick<SyncStep, 'name' | 'limitMs'>;

const NAME_LIMIT = 64;

export function encodeSync({ name, limitMs }: Body): WireSyncStep {
  return { name, limit: limitMs === null ? null : toDuration(limitMs, 'limit of a sync') };
}

export function decodeSync({ name, limit }: SyncStep__Output): Body {
  return { name: decodeSyncName(name), limitMs: limit === null ? null : fromDuration(limit, 'limit of a sync') };
}

/** The name of a sync, wherever it is said. */
export function decodeSyncName(name: string): string {
  return boundedText(name, NAME_LIMIT, 'name of a sync');
}
