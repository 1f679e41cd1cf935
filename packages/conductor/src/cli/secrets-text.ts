import { visibleText } from '@conductor/types';
import { faultOf, placeOf, type TestSecret } from './test-secrets.ts';

/** Which secrets a test needs, and whether each is there: never a value, nor its length. */
export function secretsText(secrets: readonly TestSecret[]): string {
  const width = Math.max(...secrets.map(({ name }) => name.length));
  const lines = secrets.map((secret) => `  ${secret.name.padEnd(width)}  ${placeOf(secret)}: ${stateOf(secret)}`);
  return ['Secrets', ...lines.map(visibleText), ''].join('\n');
}

/** The same for programs. */
export function secretJson(secret: TestSecret) {
  const { name, uses, finding } = secret;
  return {
    name,
    uses: uses.map(({ player, key, place }) => ({ player: player.name, key, place })),
    isThere: finding.kind === 'found',
    told: stateOf(secret),
  };
}

function stateOf({ name, finding }: TestSecret): string {
  return finding.kind === 'found' ? `there, from ${finding.origin}` : faultOf({ name, finding });
}
