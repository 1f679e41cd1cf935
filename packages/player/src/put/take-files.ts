import type { FileHandle } from 'node:fs/promises';
import type { DeliveryCall, DeliveryFrame, LackingFile, OfferedFile } from '@conductor/protocol';
import { ConductorError, type RunRef, systemReason } from '@conductor/types';
import { bytesText } from '../spool/texts.ts';
import { FileStore, filesFolder } from './file-store.ts';

/** Whose files are taken, and where they go. */
export interface TakingGround {
  readonly stateFolder: string;
  /** The run that holds the player now. */
  readonly holder: () => RunRef | null;
}

/** Takes the files that a run has for its steps. Rejects with a ConductorError: `fenced` for another run than the one that holds us, `protocol`. */
export async function takeFiles(call: DeliveryCall, ground: TakingGround): Promise<void> {
  const frames = call.frames[Symbol.asyncIterator]();
  const offer = await nextFrame(frames);
  if (offer.kind !== 'offer-files')
    throw new ConductorError('protocol', `expected offer-files first, got ${offer.kind}`);
  const stillHeld = () => checkHolder(offer.run, ground.holder());
  stillHeld();
  const sizes = sizesOf(offer.files);
  const store = new FileStore(filesFolder(ground.stateFolder, offer.run.runId));
  try {
    const lacking = await store.lacking(offer.files);
    await checkRoom(lacking, sizes, store);
    if (lacking.length > 0) await call.send({ kind: 'files-lacking', files: lacking });
    for (const { sha256, offset } of lacking) {
      const next = async () => {
        const frame = await nextFrame(frames);
        // The folder of a run that is over is gone: nobody would remove what came.
        stillHeld();
        return frame;
      };
      await takeFile({ sha256, size: sizes.get(sha256) ?? 0 }, offset, store, next);
    }
    await call.send({ kind: 'files-held' });
  } catch (error) {
    const code = error instanceof ConductorError ? error.code : 'storage';
    // Only what was cut is gone on with; a disk that is full is not left so.
    if (code === 'storage' || code === 'protocol') await store.forgetParts(offer.files);
    if (code !== 'storage') throw error;
    await call.send({ kind: 'delivery-failed', reason: systemReason(error) });
  }
}

function sizesOf(files: readonly OfferedFile[]): ReadonlyMap<string, number> {
  const sizes = new Map(files.map(({ sha256, size }) => [sha256, size]));
  if (sizes.size < files.length) throw new ConductorError('protocol', 'expected each file to be offered once');
  return sizes;
}

/** What cannot fit is said before a byte of it is brought. */
async function checkRoom(
  lacking: readonly LackingFile[],
  sizes: ReadonlyMap<string, number>,
  store: FileStore,
): Promise<void> {
  const needed = lacking.reduce((sum, { sha256, offset }) => sum + (sizes.get(sha256) ?? 0) - offset, 0);
  const free = await store.freeBytes();
  if (needed <= free) return;
  throw new ConductorError(
    'storage',
    `they are ${bytesText(needed)}, and where the player keeps its state ${bytesText(free)} are free (ENOSPC); make room there`,
  );
}

/** One file, from where it was cut off before. What is written twice is the same bytes at the same place. */
async function takeFile(
  { sha256, size }: OfferedFile,
  from: number,
  store: FileStore,
  next: () => Promise<DeliveryFrame>,
): Promise<void> {
  await using part = await store.openPart(sha256);
  let offset = from;
  do {
    const piece = await next();
    const isNext = piece.kind === 'file-piece' && piece.sha256 === sha256 && piece.offset === offset;
    if (!isNext) throw new ConductorError('protocol', `expected byte ${offset} of file ${sha256}, got something else`);
    if (offset + piece.data.length > size || (piece.data.length === 0 && offset < size))
      throw new ConductorError('protocol', `expected ${size} bytes of file ${sha256}, got another number`);
    await writeAt(part, piece.data, offset);
    offset += piece.data.length;
  } while (offset < size);
  if (await store.complete(sha256, part)) return;
  throw new ConductorError(
    'storage',
    `file ${sha256} came with other bytes than it was offered with: was it changed meanwhile?`,
  );
}

async function writeAt(file: FileHandle, data: Buffer, offset: number): Promise<void> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await file.write(data, done, data.length - done, offset + done);
    done += bytesWritten;
  }
}

async function nextFrame(frames: AsyncIterator<DeliveryFrame>): Promise<DeliveryFrame> {
  const { done, value } = await frames.next();
  if (done) throw new ConductorError('lost', 'the delivery ended before all had come');
  return value;
}

function checkHolder(run: RunRef, holder: RunRef | null): void {
  if (holder?.runId === run.runId && holder.epoch === run.epoch) return;
  const held = holder ? `run ${holder.runId}, epoch ${holder.epoch}, holds this player` : 'no run holds this player';
  throw new ConductorError('fenced', `${held}; files of run ${run.runId}, epoch ${run.epoch}, are not taken`);
}
