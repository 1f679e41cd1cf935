import { PUT_MOST, type PutItem, type PutStep } from '@conductor/types';
import type { PutItem__Output, PutItem as WirePutItem } from '../gen/conductor/v1/PutItem.ts';
import type { PutStep__Output, PutStep as WirePutStep } from '../gen/conductor/v1/PutStep.ts';
import { malformed } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { boundedList, boundedText, fromUint64, toUint32, toUint64 } from './scalars.ts';
import { decodeSha256, encodeSha256 } from './sha256.ts';

const PATH_LIMIT = 4096;
const MODE_BITS = 0o7777;
/** What an item costs on the wire besides its path, at most. */
const ITEM_OVERHEAD_BYTES = 64;

type PutBody = Pick<PutStep, 'source' | 'target' | 'keep' | 'items'>;

export function encodePut({ source, target, keep, items }: PutBody): WirePutStep {
  return { source, target, keep, items: items.map(encodeItem) };
}

/** A path that leaves its folder, or is none, is refused here: nobody behind this looks at it again. */
export function decodePut(wire: PutStep__Output): PutBody {
  const items = boundedList(wire.items, PUT_MOST.items, 'items of a put step').map(decodeItem);
  const pathBytes = items.reduce((sum, { path }) => sum + Buffer.byteLength(path), 0);
  if (pathBytes > PUT_MOST.pathBytes)
    throw malformed(`expected at most ${PUT_MOST.pathBytes} bytes of paths in a put step`);
  return {
    source: boundedText(wire.source, PATH_LIMIT, 'source of a put step'),
    target: boundedText(wire.target, PATH_LIMIT, 'target of a put step'),
    keep: wire.keep,
    items,
  };
}

/** What a put step adds to a frame, in bytes. */
export function putBytes({ source, target, items }: PutBody): number {
  const texts = [source, target, ...items.map(({ path }) => path)];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), items.length * ITEM_OVERHEAD_BYTES);
}

function encodeItem(item: PutItem): WirePutItem {
  const common = { path: item.path, mode: toUint32(item.mode, 'mode of an item') };
  if (item.kind === 'folder') return { ...common, folder: {} };
  return { ...common, file: { size: toUint64(item.size, 'size of a file'), sha256: encodeSha256(item.sha256) } };
}

function decodeItem(wire: PutItem__Output): PutItem {
  const path = decodePath(wire.path);
  if (wire.mode > MODE_BITS) throw malformed(`expected permission bits, got ${wire.mode}`);
  const common = { path, mode: wire.mode };
  const readings: Readings<PutItem__Output, PutItem> = {
    folder: () => ({ kind: 'folder', ...common }),
    file: ({ size, sha256 }) => ({
      kind: 'file',
      ...common,
      size: fromUint64(size, 'size of a file'),
      sha256: decodeSha256(sha256),
    }),
  };
  return readKind(wire, readings, 'an item of a put step');
}

function decodePath(path: string): string {
  const [root, ...parts] = boundedText(path, PATH_LIMIT, 'path of an item').split('/');
  const isWhole = root === '' && parts.length > 0 && parts.every((part) => !['', '.', '..'].includes(part));
  if (isWhole && !/[\0\n\r]/.test(path)) return path;
  throw malformed(
    `expected an absolute path on one line, without "." and "..", got ${JSON.stringify(path.slice(0, 200))}`,
  );
}
