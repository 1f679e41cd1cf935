import { expect, it } from 'vitest';
import { answerPolitely, chunk, claim, heartbeat, readAll } from '../support/frames.ts';
import { testPlayer } from '../support/test-player.ts';

it('results may come over the connection of the conductor, and stay there when that hangs up; later calls have their own', async () => {
  const callers: string[] = [];
  await using player = await testPlayer({
    async onControl(call) {
      callers.push(call.peer.address);
      await readAll(call.frames).catch(() => []);
    },
    async onResults(call) {
      callers.push(call.peer.address);
      await call.send(chunk(0, Buffer.from('bytes')));
      await readAll(call.frames).catch(() => []);
    },
  });
  await using control = await player.control({ load: { kind: 'shared' } });
  await using shared = await player.results({ over: control.road });
  await using own = await player.results();
  const { road } = control;
  await control[Symbol.asyncDispose]();
  await using later = await player.results({ over: road });
  for (const { frames } of [shared, own, later]) {
    for await (const frame of frames) {
      expect(frame).toMatchObject({ kind: 'chunk' });
      break;
    }
  }
  const [ofControl, ofShared, ...others] = callers;
  expect(ofShared).toBe(ofControl);
  expect(new Set([ofControl, ...others]).size).toBe(3);
});

it('over a shared connection, heartbeats are answered while results wait for a collector that does not read', async () => {
  const begun = Promise.withResolvers<void>();
  await using player = await testPlayer({
    onControl: (call) => answerPolitely(call),
    async onResults(call) {
      const data = Buffer.alloc(65_536);
      const sent = Array.from({ length: 64 }, (_, at) =>
        call.send(chunk(at * data.length, data)).catch(() => undefined),
      );
      begun.resolve();
      await Promise.all(sent);
    },
  });
  await using control = await player.control({ load: { kind: 'shared' } });
  await using _idle = await player.results({ over: control.road });
  await begun.promise;
  await control.send(claim);
  await control.send(heartbeat(1));
  for await (const reply of control.frames) if (reply.kind === 'heartbeat-reply') break;
});
