import type { JournalEntry, Leftover, StateComparison } from '@conductor/types';
import type { SecretMask } from './secret-mask.ts';

/** A journal entry without secrets: what commands made of them may stand in names of files and in command lines. */
export function maskEntry(entry: JournalEntry, mask: SecretMask): JournalEntry {
  switch (entry.kind) {
    case 'file-found':
      return { ...entry, path: mask.coverText(entry.path) };
    case 'file-refused':
      return { ...entry, path: mask.coverText(entry.path), reason: mask.coverText(entry.reason) };
    case 'step-ended':
      return { ...entry, outcome: maskOutcome(entry.outcome, mask) };
    case 'phase-finished':
    case 'left-behind':
      return { ...entry, leftovers: entry.leftovers.map((leftover) => maskLeftover(leftover, mask)) };
    case 'trial-stopped':
      return { ...entry, reason: mask.coverText(entry.reason) };
    case 'remark':
      return { ...entry, text: mask.coverText(entry.text) };
    case 'state-compared':
      return { ...entry, comparison: maskComparison(entry.comparison, mask) };
    case 'trial-loaded':
    case 'trial-resumed':
    case 'phase-began':
    case 'step-began':
    case 'output-rewound':
    case 'output-closed':
    case 'steps-done':
    case 'trial-closed':
      return entry;
    default:
      return entry satisfies never;
  }
}

function maskOutcome(outcome: (JournalEntry & { kind: 'step-ended' })['outcome'], mask: SecretMask) {
  return 'reason' in outcome ? { ...outcome, reason: mask.coverText(outcome.reason) } : outcome;
}

/** Long command lines were cut. */
function maskLeftover(leftover: Leftover, mask: SecretMask): Leftover {
  return { ...leftover, command: mask.coverText(leftover.command, { cut: true }) };
}

/** Long texts were cut. */
function maskComparison(comparison: StateComparison, mask: SecretMask): StateComparison {
  const cover = (text: string) => mask.coverText(text, { cut: true });
  if (comparison.kind === 'not-compared') return { ...comparison, reason: cover(comparison.reason) };
  const changes = comparison.changes.map(({ item, subject, before, after }) => ({
    item,
    subject: cover(subject),
    before: before && cover(before),
    after: after && cover(after),
  }));
  const unseen = comparison.unseen.map(({ item, reason }) => ({ item, reason: cover(reason) }));
  return { ...comparison, changes, unseen };
}
