import { randomBytes } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGreeting, encodeIntroduction } from '../../src/codec/greeting.ts';
import {
  identityUri,
  issueCertificate,
  makeKey,
  type PartyCredentials,
  ROLES,
  type Role,
  readCertificate,
  selfSignedCertificate,
} from '../../src/index.ts';
import { type AnyMessage, callRaw, METHODS, type RawAnswer } from '../support/raw-method.ts';
import { type LabPlayer, labPlayer, testLab } from '../support/test-lab.ts';

/** How a method is called as it should be, and by whom. */
interface Row {
  readonly roles: readonly Role[];
  /** What a caller says, one after the other. */
  readonly says: () => readonly AnyMessage[];
  /** What it then hears. */
  readonly hears: readonly string[];
}

const INTRODUCTION = encodeIntroduction({ self: 'stranger', version: '1.2.3' });
const greetings = () => [
  { greeting: encodeGreeting({ self: 'stranger', version: '1.2.3', nonce: randomBytes(32) }) },
  { proof: { proof: Buffer.alloc(0) } },
];

/** Who may call what, once more and by hand: a method that is added to the contract needs its row here. */
const ROWS: Readonly<Record<string, Row>> = {
  '/conductor.v1.ControlService/Conduct': { roles: ['conductor'], says: greetings, hears: ['greeting', 'welcome'] },
  '/conductor.v1.ResultsService/Collect': {
    roles: ['conductor', 'collector'],
    says: greetings,
    hears: ['greeting', 'welcome'],
  },
  '/conductor.v1.FilesService/Deliver': { roles: ['conductor'], says: greetings, hears: ['greeting', 'welcome'] },
  '/conductor.v1.IdentityService/Describe': {
    roles: ['conductor'],
    says: () => [{ introduction: INTRODUCTION }],
    hears: ['description'],
  },
  '/conductor.v1.IdentityService/Renew': {
    roles: ['conductor'],
    says: () => [{ introduction: INTRODUCTION, certificate: renewed() }],
    hears: ['renewed'],
  },
  '/conductor.v1.IdentityService/SetCaller': {
    roles: ['conductor'],
    says: () => [{ introduction: INTRODUCTION, uri: `conductor://${player.lab.lab}/collector/store1`, allow: {} }],
    hears: ['callerSet'],
  },
  // With a certificate nobody may: there is only the way of the code.
  '/conductor.v1.EnrollmentService/Enroll': {
    roles: [],
    says: () => [{ introduction: INTRODUCTION, callerUris: ['conductor://lab/conductor/bench1'] }],
    hears: [],
  },
};

/** Everything that a caller may show. */
const SHOWN = ['none', 'other CA', 'wrong role', 'not listed', 'expired', 'revoked', 'right'] as const;
type Shown = (typeof SHOWN)[number];

let player: LabPlayer;
const parties = new Map<string, PartyCredentials>();

beforeAll(async () => {
  player = await labPlayer();
  const key = await makeKey();
  const hash = Buffer.alloc(32);
  // Even while somebody may enroll the player: that must open nothing else.
  player.identity.open = {
    key,
    certificate: selfSignedCertificate(key),
    codeHash: hash,
    expires: new Date(Date.now() + 900_000),
    accept: () => Promise.reject(new Error('nobody may')),
  };
  const other = await testLab();
  for (const role of ROLES) {
    const { lab } = player;
    parties.set(`right ${role}`, await listed(role, 'right'));
    parties.set(`other CA ${role}`, await other.party(lab.identity(role, 'right')));
    parties.set(`not listed ${role}`, await lab.party(lab.identity(role, 'unlisted')));
    parties.set(`expired ${role}`, await listed(role, 'expired', { days: -0.01 }));
    parties.set(`revoked ${role}`, await listed(role, 'revoked'));
    player.identity.revoked.set(identityUri(lab.identity(role, 'revoked')), new Date());
  }
});
afterAll(() => player[Symbol.asyncDispose]());

it('every method of the contract has a row, and no row is of another', () => {
  expect(Object.keys(ROWS).toSorted()).toEqual([...METHODS.keys()].toSorted());
});

describe.each([...METHODS.keys()])('%s', (path) => {
  const { roles = [], says = () => [{}], hears = [] } = ROWS[path] ?? {};
  const strangers = ROLES.filter((role) => !roles.includes(role));

  it.each(SHOWN.flatMap((shown) => casesOf(shown, roles, strangers)))(
    'with $shown as $role is $outcome',
    async ({ shown, role, outcome }) => {
      const answer = await call(path, shown, role, says());
      expectOutcome(answer, outcome, hears);
    },
  );

  it.each(SHOWN)('has no other way in by the name of the enrollment, with %s', async (shown) => {
    const answer = await call(path, shown, roles[0] ?? 'conductor', says(), 'enroll.conductor');
    if (path.endsWith('/Enroll')) expect(answer.refused?.reason).toMatch(/IDENTITY|PROTOCOL/);
    else expect(answer.status?.code).toBe(status.UNIMPLEMENTED);
    expect(player.identity.given).toBeNull();
  });
});

type Outcome = 'served' | 'refused by TLS' | 'refused by name' | 'not offered';

interface Cell {
  readonly shown: Shown;
  readonly role: Role;
  readonly outcome: Outcome;
}

/** The cells of a row: as many roles as the column is about, and what becomes of each. */
function casesOf(shown: Shown, roles: readonly Role[], strangers: readonly Role[]): readonly Cell[] {
  const all = roles.length === 0 ? (['conductor'] as const) : roles;
  const named = roles.length === 0 ? 'not offered' : 'refused by name';
  switch (shown) {
    case 'none':
      return [{ shown, role: 'conductor', outcome: 'refused by TLS' }];
    case 'other CA':
    case 'expired':
      return all.map((role) => ({ shown, role, outcome: 'refused by TLS' }));
    case 'wrong role':
      return strangers.map((role) => ({ shown, role, outcome: named }));
    case 'not listed':
    case 'revoked':
      return all.map((role) => ({ shown, role, outcome: named }));
    case 'right':
      return all.map((role) => ({ shown, role, outcome: roles.length === 0 ? 'not offered' : 'served' }));
    default:
      return shown satisfies never;
  }
}

function expectOutcome({ kinds, refused, status: end }: RawAnswer, outcome: Outcome, hears: readonly string[]): void {
  switch (outcome) {
    case 'served':
      expect(kinds).toEqual(hears);
      return;
    case 'refused by name':
      expect(kinds).toEqual(['refused']);
      expect(refused?.reason).toBe('REFUSAL_REASON_IDENTITY');
      return;
    case 'refused by TLS':
      expect(kinds).toEqual([]);
      expect(end?.code).toBe(status.PERMISSION_DENIED);
      return;
    case 'not offered':
      expect(end?.code).toBe(status.UNIMPLEMENTED);
      return;
    default:
      outcome satisfies never;
  }
}

function call(path: string, shown: Shown, role: Role, says: readonly AnyMessage[], serverName = 'player') {
  const party = shown === 'none' ? null : parties.get(`${shown === 'wrong role' ? 'right' : shown} ${role}`);
  if (party === undefined) throw new Error(`nobody is prepared as ${shown} ${role}`);
  return callRaw(player.address, { party, serverName, trusts: null }, path, says);
}

async function listed(role: Role, name: string, request = {}): Promise<PartyCredentials> {
  const identity = player.lab.identity(role, name);
  player.identity.allowed.add(identityUri(identity));
  return await player.lab.party(identity, request);
}

function renewed(): string {
  const { shown } = player.identity;
  const { publicKey } = readCertificate(shown?.certificate ?? '');
  return issueCertificate(player.lab.authority, { identity: player.own, publicKey, days: 100 });
}
