import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeGreeting } from '../../src/codec/greeting.ts';
import type { ConductRequest__Output } from '../../src/gen/conductor/v1/ConductRequest.ts';
import type { Greeting } from '../../src/gen/conductor/v1/Greeting.ts';
import { prove } from '../../src/greeting/proof.ts';
import { dialControl } from '../../src/index.ts';
import { rawPlayer } from '../support/raw-player.ts';
import { never } from '../support/test-player.ts';

/** What something that is not the player greets with. */
type Answer = (message: ConductRequest__Output) => Partial<Greeting>;

describe('a caller proves nothing to', () => {
  it.each<[string, Answer, RegExp]>([
    ['a squatter that demands nothing', () => ({ authMethod: 'AUTH_METHOD_NONE' }), /does not prove that it is your/],
    ['a squatter that demands a certificate', () => ({ authMethod: 'AUTH_METHOD_MUTUAL_TLS' }), /does not prove that/],
    [
      'a squatter that demands a proof and has none',
      () => ({ authMethod: 'AUTH_METHOD_TOKEN' }),
      /does not know the token in your token file; run conduct as that user, or enroll/,
    ],
    [
      'a squatter with a token of its own',
      ({ greeting }) => ({
        authMethod: 'AUTH_METHOD_TOKEN',
        proof: prove(randomBytes(32), 'player', { caller: greeting?.nonce ?? Buffer.alloc(0), player: NONCE }),
      }),
      /does not know the token in your token file/,
    ],
    [
      'a player of another major version',
      () => ({ authMethod: 'AUTH_METHOD_TOKEN', protocolMajor: 3, softwareVersion: '\u001b[31m7' }),
      /the player speaks protocol 3.0 \(software \\e\[31m7\), the caller 1.0 .*; update the caller$/,
    ],
    ['a player that demands something unknown', () => ({}), /expected a method of authentication, got AUTH_METHOD_U/],
    ['a player with a short nonce', () => ({ nonce: Buffer.alloc(3) }), /expected a nonce of 32 bytes/],
  ])('%s', async (_who, answer, sentence) => {
    await using squatter = await rawPlayer((call, message) => {
      if (message.kind !== 'greeting') return;
      const greeting = encodeGreeting({ self: 'root@dut1 (pid 1)', version: '1.2.3', nonce: NONCE });
      call.write({ greeting: { ...greeting, ...answer(message) } });
    });
    await expect(dialControl(squatter.address, squatter.dial, never)).rejects.toThrow(sentence);
    expect(squatter.heard.map((message) => message.kind)).toEqual(['greeting']);
  });
});

describe('a caller says in one sentence what is wrong with', () => {
  it('a player that proves the token and then welcomes without facts', async () => {
    await using player = await rawPlayer((call, message) => {
      if (message.kind === 'proof') call.write({ welcome: {} });
      if (message.kind !== 'greeting') return;
      const nonces = { caller: message.greeting?.nonce ?? Buffer.alloc(0), player: NONCE };
      const greeting = encodeGreeting({ self: 'x', version: '1', nonce: NONCE });
      const proof = prove(player.token, 'player', nonces);
      call.write({ greeting: { ...greeting, authMethod: 'AUTH_METHOD_TOKEN', proof } });
    });
    await expect(dialControl(player.address, player.dial, never)).rejects.toMatchObject({
      code: 'protocol',
      message: `player "dut1" at 127.0.0.1:${player.address.port}: expected facts about the host, got none`,
    });
  });

  it('a player that ends the call in the place of a greeting', async () => {
    await using player = await rawPlayer((call) => call.end());
    await expect(dialControl(player.address, player.dial, never)).rejects.toThrow(/ended the call before its greeting/);
  });

  it('a player that refuses with an unknown reason', async () => {
    await using player = await rawPlayer((call) => call.write({ refused: { reason: 77 as never, message: 'no' } }));
    await expect(dialControl(player.address, player.dial, never)).rejects.toThrow(
      /expected a reason of a refusal, got 77/,
    );
  });
});

const NONCE = randomBytes(32);
