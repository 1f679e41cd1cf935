import type { Findings } from './diagnostics/findings.ts';
import { quote } from './diagnostics/quote.ts';
import type { ReadEndpoint } from './player-file/read-endpoint.ts';
import type { PlayerReference } from './test-file/read-references.ts';

/** A player, as far as it can be in the way of another. */
interface Neighbour {
  readonly reference: PlayerReference;
  readonly endpoint: ReadEndpoint | null;
}

/** Reports players that would listen on the same port, and notes those that share a results port. */
export function reportClashes(players: readonly Neighbour[], findings: Findings): void {
  const byIdentity = new Map<string, Twin[]>();
  const byResultsPort = new Map<number, PlayerReference>();
  for (const { reference, endpoint } of players) {
    if (endpoint === null) continue;
    const { identity, resultsPort } = endpoint;
    const twins = byIdentity.get(identity) ?? [];
    const twin = twins.find((other) => !isAlternative(other.endpoint, endpoint));
    if (twin !== undefined) reportTwin(reference, twin, endpoint, findings);
    byIdentity.set(identity, [...twins, { reference, endpoint }]);
    if (resultsPort === null) continue;
    const sharer = byResultsPort.get(resultsPort);
    if (sharer === undefined) byResultsPort.set(resultsPort, reference);
    else noteSharer(reference, sharer, endpoint, findings);
  }
}

interface Twin {
  readonly reference: PlayerReference;
  readonly endpoint: ReadEndpoint;
}

/** Of two players on one host that want different systems one at the most takes part. */
function isAlternative({ only: one }: ReadEndpoint, { only: other }: ReadEndpoint): boolean {
  return one !== null && other !== null && one.pattern.toLowerCase() !== other.pattern.toLowerCase();
}

function reportTwin(
  { name, place }: PlayerReference,
  { reference: twin, endpoint: { only: first } }: Twin,
  { address, port, only }: ReadEndpoint,
  findings: Findings,
): void {
  const isMeant = first !== null || only !== null;
  findings.add('same-address', place, {
    message: `the players ${quote(twin.name)} and ${quote(name)} both listen on ${address}, port ${port}`,
    suggestion: isMeant
      ? 'say in both files on which systems they start, and not the same: only startup: FreeBSD'
      : 'give one of them another cmdport, or another address',
  });
}

function noteSharer(
  { name }: PlayerReference,
  sharer: PlayerReference,
  { resultsPort, resultsPortPlace }: ReadEndpoint,
  findings: Findings,
): void {
  if (resultsPortPlace === undefined) return;
  findings.add('shared-results-port', resultsPortPlace, {
    message: `the players ${quote(sharer.name)} and ${quote(name)} share resultsport ${resultsPort}, which is fine: results come over the cmdport; the original hangs`,
  });
}
