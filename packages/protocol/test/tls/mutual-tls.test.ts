import { describe, expect, it } from 'vitest';
import { dialControl, dialIdentity, identityUri } from '../../src/index.ts';
import { answerPolitely, claim, heartbeat, readAll, release } from '../support/frames.ts';
import { labPlayer } from '../support/test-lab.ts';
import { never } from '../support/test-player.ts';

describe('over mutual TLS', () => {
  it('a conductor and a player converse, and each knows who the other is', async () => {
    let heard = '';
    await using player = await labPlayer({
      onControl(call) {
        heard = `${call.peer.name}|${call.peer.certified?.identity.name}`;
        return answerPolitely(call);
      },
    });
    await using connection = await dialControl(player.address, player.as(player.conductor), never);
    expect(connection.certified?.identity).toEqual(player.own);
    await connection.send(claim);
    await connection.send(heartbeat(7));
    await connection.send(release);
    expect((await readAll(connection.frames)).map(({ kind }) => kind)).toEqual([
      'player-claimed',
      'heartbeat-reply',
      'player-released',
    ]);
    const bench = player.lab.identity('conductor', 'bench1');
    expect(heard).toBe(`me@control (pid 7), ${identityUri(bench)}|bench1`);
  });

  it('a player describes itself', async () => {
    await using player = await labPlayer();
    await using connection = await dialIdentity(player.address, player.as(player.conductor), never);
    expect(connection.found.facts.hostname).toBe('dut1.lab');
  });

  it('a loopback caller may still use the token', async () => {
    await using player = await labPlayer();
    await using connection = await player.control();
    expect(connection.certified).toBeNull();
  });
});
