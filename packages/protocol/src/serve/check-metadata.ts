import { ConductorError } from '@conductor/types';
import { METADATA_LIMIT_BYTES } from '../limits.ts';

/** Throws a ConductorError `protocol` when a call brings more metadata than a player accepts. */
export function checkMetadata({ metadata }: { metadata: { toHttp2Headers(): NodeJS.Dict<unknown> } }): void {
  let bytes = 0;
  for (const [name, values] of Object.entries(metadata.toHttp2Headers())) bytes += name.length + String(values).length;
  if (bytes > METADATA_LIMIT_BYTES) {
    throw new ConductorError('protocol', `expected at most ${METADATA_LIMIT_BYTES} bytes of metadata, got ${bytes}`);
  }
}
