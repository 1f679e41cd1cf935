import { type CallerRole, identityUri, playerEntries } from '@conductor/protocol';
import { EXIT_CODES, visibleText } from '@conductor/types';
import { dialOptions } from '../dial-options.ts';
import { certifyCaller } from '../lab/certify-caller.ts';
import { enrollInLab } from '../lab/enroll-in-lab.ts';
import { revokeParty } from '../lab/revoke-party.ts';
import type { NotTold } from '../lab/tell-callers.ts';
import { unknownWord } from '../unknown-word.ts';
import { accessOf, labFolderOf } from './access.ts';
import type { Call } from './call.ts';
import { listenForInterruptions } from './interruptions.ts';

/** `conduct enroll NAME HOST:PORT CODE`: takes a player into the lab. */
export async function enrollCommand(
  [name = '', address = '', code = '']: readonly string[],
  call: Call,
): Promise<number> {
  using interruptions = listenForInterruptions();
  const folder = await labFolderOf(call);
  const wishes = { name, address, code, isReplacing: call.wishes.isReplacing };
  const { identity, notAfter } = await enrollInLab(folder, wishes, AbortSignal.any([...interruptions.signals]));
  say(call, `${name} at ${address} is enrolled as ${identityUri(identity)}${until(notAfter)}; it obeys this conductor`);
  const { length } = await playerEntries(folder).all();
  if (length === 1) say(call, `the lab is in ${folder}: keep a copy, to yourself; who has it commands every player`);
  return EXIT_CODES.passed;
}

/** `conduct revoke NAME`: trusts somebody no more, and says who has not heard of it. */
export async function revokeCommand([word = '']: readonly string[], call: Call): Promise<number> {
  using interruptions = listenForInterruptions();
  const folder = await labFolderOf(call);
  const dialling = dialOptions(await accessOf(call));
  const signal = AbortSignal.any([...interruptions.signals]);
  const { identity, revocation, notTold } = await revokeParty(folder, word, dialling, signal);
  say(call, `${identityUri(identity)} is revoked, by ${revocation.by} at ${revocation.since.toISOString()}`);
  return tellMissed(call, notTold, `conduct revoke ${word}`);
}

/** `conduct certificate ROLE NAME --out FOLDER`: makes credentials for another host. */
export async function certificateCommand([role = '', name = '']: readonly string[], call: Call): Promise<number> {
  using interruptions = listenForInterruptions();
  const { isReplacing } = call.wishes;
  const out = call.wishes.out ?? '';
  const wishes = { role: roleOf(role), name, out, isReplacing };
  const dialling = dialOptions(await accessOf(call));
  const signal = AbortSignal.any([...interruptions.signals]);
  const { identity, notAfter, notTold } = await certifyCaller(await labFolderOf(call), wishes, dialling, signal);
  say(call, `${out} has the credentials of ${identityUri(identity)}${until(notAfter)}`);
  say(call, `carry it to its host over a way that nobody reads, and name it there: --lab FOLDER`);
  return tellMissed(call, notTold, 'the next conduct of a test with them');
}

function roleOf(word: string): CallerRole {
  const roles = ['conductor', 'collector'] as const;
  const role = roles.find((known) => known === word);
  if (role === undefined) throw unknownWord(word, 'role', roles);
  return role;
}

function tellMissed(call: Call, notTold: readonly NotTold[], remedy: string): number {
  for (const { error } of notTold) call.terminal.err.write(`conduct: not told: ${visibleText(error.message)}\n`);
  if (notTold.length === 0) return EXIT_CODES.passed;
  const names = notTold.map(({ player }) => player.name).join(', ');
  call.terminal.err.write(`conduct: ${visibleText(names)} did not hear it; ${remedy} tells them\n`);
  return EXIT_CODES.lost;
}

function until(notAfter: Date | null): string {
  return notAfter === null ? '' : `, until ${notAfter.toISOString().slice(0, 10)}`;
}

function say({ terminal }: Call, text: string): void {
  terminal.out.write(`${visibleText(text)}\n`);
}
