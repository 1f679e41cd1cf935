import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DeliveryConnection, DeliveryFrame, DeliveryReply } from '@conductor/protocol';
import { describe, expect, it } from 'vitest';
import { smallDisk } from '../guardian/support/small-disk.ts';
import { steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { digest, heldPlayer } from './held-player.ts';

const BYTES = randomBytes(500_000);
const SHA256 = digest(BYTES);
const FILE = { sha256: SHA256, size: BYTES.length };

function piece(offset: number, data: Buffer, sha256 = SHA256): DeliveryFrame {
  return { kind: 'file-piece', sha256, offset, data };
}

/** Says all of it, as far as the player lets it, and gives what it answers; a refusal as what is thrown. */
async function converse(call: DeliveryConnection, frames: Iterable<DeliveryFrame>): Promise<readonly DeliveryReply[]> {
  const sending = (async () => {
    for (const frame of frames) await call.send(frame);
  })();
  sending.catch(() => undefined);
  const replies: DeliveryReply[] = [];
  for await (const reply of call.frames) replies.push(reply);
  return replies;
}

function* withoutEnd(first: DeliveryFrame): Generator<DeliveryFrame> {
  yield first;
  for (let offset = 0; ; offset += 70_000) yield piece(offset, Buffer.alloc(70_000));
}

describe('a player that is brought files', () => {
  it('takes them up where an earlier call was cut off, and says what it has', async () => {
    await using folder = await temporaryFolder();
    await using held = await heldPlayer(folder.path);
    const first = await held.deliver();
    await first.send(held.offer(FILE));
    await first.send(piece(0, BYTES.subarray(0, 200_000)));
    await expect.poll(() => held.names().length && held.bytes(`${SHA256}.part`).length).toBe(200_000);
    await first[Symbol.asyncDispose]();
    await using again = await held.deliver();
    const rest = [
      held.offer(FILE),
      piece(200_000, BYTES.subarray(200_000, 400_000)),
      piece(400_000, BYTES.subarray(400_000)),
    ];
    expect(await converse(again, rest)).toEqual([
      { kind: 'files-lacking', files: [{ sha256: SHA256, offset: 200_000 }] },
      { kind: 'files-held' },
    ]);
    expect(held.names()).toEqual([SHA256]);
    expect(digest(held.bytes(SHA256))).toBe(SHA256);
  });

  it('refuses what is not what was offered, keeps nothing of it as whole, and serves the run on', async () => {
    await using folder = await temporaryFolder();
    await using held = await heldPlayer(folder.path);
    const other = { ...held.driver.run, epoch: held.driver.run.epoch + 1 };
    const strange: readonly (readonly [string, RegExp, Iterable<DeliveryFrame>])[] = [
      ['bytes before an offer', /expected offer-files first/, [piece(0, BYTES.subarray(0, 9))]],
      ['a file twice', /each file to be offered once/, [held.offer(FILE, { ...FILE, size: 3 })]],
      ['another run', /files of run .*, epoch 2, are not taken/, [{ kind: 'offer-files', run: other, files: [FILE] }]],
      ['an offset that jumps', /expected byte 0 of file/, [held.offer(FILE), piece(100, BYTES.subarray(100, 200))]],
      [
        'another file',
        /expected byte 0 of file/,
        [held.offer(FILE), piece(0, BYTES.subarray(0, 9), digest(Buffer.from('x')))],
      ],
      [
        'more than was offered',
        /expected 3 bytes of file/,
        [held.offer({ ...FILE, size: 3 }), piece(0, BYTES.subarray(0, 9))],
      ],
      ['pieces of nothing', /expected 500000 bytes of file/, [held.offer(FILE), piece(0, Buffer.alloc(0))]],
      ['bytes without an end', /expected 500000 bytes of file/, withoutEnd(held.offer(FILE))],
    ];
    for (const [what, reason, frames] of strange) {
      await using call = await held.deliver();
      await expect(converse(call, frames), what).rejects.toThrow(reason);
    }
    await using call = await held.deliver();
    const wrong = Buffer.alloc(BYTES.length);
    expect(
      await converse(call, [
        held.offer(FILE),
        piece(0, wrong.subarray(0, 250_000)),
        piece(250_000, wrong.subarray(250_000)),
      ]),
    ).toMatchObject([
      { kind: 'files-lacking' },
      { kind: 'delivery-failed', reason: expect.stringContaining('came with other bytes than it was offered with') },
    ]);
    expect(held.names().filter((name) => !name.endsWith('.part'))).toEqual([]);
    await held.driver.loadTrial({ run: steps('echo on') });
  });

  it('says at once when there is no room for them, and leaves none of a file that met the end of the disk', async (context) => {
    await using disk = await smallDisk(context, 'size=8m');
    await using held = await heldPlayer(join(disk.path, 'state'));
    const large = { sha256: digest(Buffer.from('large')), size: 10 ** 10 };
    await using call = await held.deliver();
    expect(await converse(call, [held.offer(large)])).toEqual([
      {
        kind: 'delivery-failed',
        reason: expect.stringMatching(/they are 9.3 GiB, .* are free \(ENOSPC\); make room there/),
      },
    ]);
    await using late = await held.deliver();
    await late.send(held.offer(FILE));
    const replies = late.frames[Symbol.asyncIterator]();
    expect(await replies.next()).toMatchObject({ value: { kind: 'files-lacking' } });
    await disk.fill();
    await late.send(piece(0, BYTES.subarray(0, 200_000)));
    expect(await replies.next()).toMatchObject({
      value: { kind: 'delivery-failed', reason: expect.stringContaining('ENOSPC') },
    });
    expect(held.names()).toEqual([]);
  });

  it('takes nothing any more of a run that has let it go', async () => {
    await using folder = await temporaryFolder();
    await using held = await heldPlayer(folder.path);
    await using call = await held.deliver();
    await call.send(held.offer(FILE));
    const replies = call.frames[Symbol.asyncIterator]();
    await replies.next();
    await held.driver.say({ kind: 'release-player' });
    await held.driver.hear('player-released');
    await call.send(piece(0, BYTES.subarray(0, 9)));
    await expect(replies.next()).rejects.toThrow('no run holds this player');
  });
});
