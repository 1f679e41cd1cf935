import type { RunRef } from '@conductor/types';

/** A file by its bytes. */
export interface OfferedFile {
  /** Of all its bytes, lower-case hexadecimal. */
  readonly sha256: string;
  readonly size: number;
}

/** A file of which the player has the first bytes, or none. */
export interface LackingFile {
  readonly sha256: string;
  readonly offset: number;
}

/** What a conductor says that brings files to a player. */
export type DeliveryFrame =
  /** Once per call, first. */
  | { readonly kind: 'offer-files'; readonly run: RunRef; readonly files: readonly OfferedFile[] }
  /** Files come in the order in which they are lacking, each without gaps; `data` is empty for a file without bytes only. */
  | { readonly kind: 'file-piece'; readonly sha256: string; readonly offset: number; readonly data: Buffer };

/** What the player answers. */
export type DeliveryReply =
  | { readonly kind: 'files-lacking'; readonly files: readonly LackingFile[] }
  /** A file cannot be kept; nothing follows. */
  | { readonly kind: 'delivery-failed'; readonly reason: string }
  /** It holds all that was offered; nothing follows. */
  | { readonly kind: 'files-held' };

/** What one piece of a file holds at most. */
export const PIECE_LIMIT_BYTES = 256 * 1024;
