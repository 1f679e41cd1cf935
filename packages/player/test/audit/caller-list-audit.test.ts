import { type Identity, identityUri } from '@conductor/protocol';
import { expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/audit-entry.ts';
import { CallerListAudit } from '../../src/audit/caller-list-audit.ts';
import { type CallerList, withChange } from '../../src/identity/caller-list.ts';

const BENCH: Identity = { lab: 'k3f9', role: 'conductor', name: 'bench1' };
const STORE: Identity = { lab: 'k3f9', role: 'collector', name: 'store1' };
const NOW = new Date('2026-11-26T12:00:00Z');

it('whom a player obeys is told at its start, and then each change once, however it was made', () => {
  const noted: AuditEntry[] = [];
  const audit = new CallerListAudit({ note: (entry) => void noted.push(entry) });
  const first: CallerList = withChange([], { kind: 'allow', caller: BENCH }, NOW, 'root');
  audit.begin(first);
  audit.look(first, null);
  expect(noted.splice(0)).toEqual([{ kind: 'callers-listed', obeyed: [identityUri(BENCH)] }]);

  const second = withChange(first, { kind: 'allow', caller: STORE }, NOW, 'root');
  audit.look(second, 'root');
  audit.look([...second], null);
  expect(noted.splice(0)).toEqual([{ kind: 'caller-allowed', who: identityUri(STORE), by: 'root' }]);

  const third = withChange(second, { kind: 'revoke', caller: BENCH, fingerprint: 'AB:CD' }, NOW, 'root');
  audit.look(withChange(third, { kind: 'revoke', caller: STORE, fingerprint: null }, NOW, 'lab'), null);
  expect(noted.splice(0)).toEqual([
    { kind: 'certificate-revoked', who: identityUri(BENCH), fingerprint: 'AB:CD', by: 'root' },
    { kind: 'caller-revoked', who: identityUri(STORE), by: 'lab' },
  ]);

  audit.look([], null);
  expect(noted).toEqual([{ kind: 'caller-revoked', who: identityUri(BENCH), by: null }]);
});
