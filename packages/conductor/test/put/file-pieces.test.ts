import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filePieces, type Piece } from '../../src/put/file-pieces.ts';

const BYTES = Buffer.alloc(1_000_003, 'conductor');

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conductor-pieces-'));
  file = join(folder, 'file');
  await writeFile(file, BYTES);
});
afterEach(() => rm(folder, { recursive: true }));

async function allOf(pieces: AsyncIterable<Piece>): Promise<readonly Piece[]> {
  const all: Piece[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

function piecesFrom(from: number, size: number): Promise<readonly Piece[]> {
  return allOf(filePieces(file, from, size));
}

test('a file comes whole, from wherever it was cut off, and what lacks nothing is one piece without bytes', async () => {
  for (const from of [0, 1, 700_000, BYTES.length]) {
    const pieces = await piecesFrom(from, BYTES.length);
    expect(pieces[0]?.offset).toBe(from);
    expect(Buffer.concat(pieces.map(({ data }) => data)).equals(BYTES.subarray(from))).toBe(true);
  }
  expect(await piecesFrom(BYTES.length, BYTES.length)).toHaveLength(1);
  await truncate(file);
  expect(await piecesFrom(0, 0)).toEqual([{ offset: 0, data: Buffer.alloc(0) }]);
});

test.each([0, 17, BYTES.length - 1, BYTES.length + 1])(
  'a file that has %i bytes by now is refused at once, and named',
  async (size) => {
    await truncate(file, size);
    await expect(piecesFrom(0, BYTES.length)).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining(`${file} was changed while the run began: it had ${BYTES.length} bytes`),
    });
  },
);

test('a file that is cut short while it is read is refused', async () => {
  const pieces = filePieces(file, 0, BYTES.length);
  await pieces.next();
  await truncate(file, 10);
  await expect(allOf(pieces)).rejects.toMatchObject({ code: 'storage' });
});
