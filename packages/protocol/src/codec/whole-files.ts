import type { WholeFile__Output, WholeFile as WireWholeFile } from '../gen/conductor/v1/WholeFile.ts';
import type { WholeFiles__Output, WholeFiles as WireWholeFiles } from '../gen/conductor/v1/WholeFiles.ts';
import { WHOLE_FILES_LIMIT, type WholeFile } from '../results-frame.ts';
import { malformed } from './malformed.ts';
import { decodeFileSource, encodeFileSource } from './result-source.ts';
import { boundedList } from './scalars.ts';

const SHA256_BYTES = 32;

/** Small files, to the wire. */
export function encodeWholeFiles(files: readonly WholeFile[]): WireWholeFiles {
  checkAll(files);
  return { files: files.map(encodeWholeFile) };
}

/** Small files, from the wire. */
export function decodeWholeFiles({ files }: WholeFiles__Output): readonly WholeFile[] {
  checkAll(files);
  return files.map(decodeWholeFile);
}

function encodeWholeFile({ source, data, sha256 }: WholeFile): WireWholeFile {
  return { source: encodeFileSource(source), data, sha256: Buffer.from(sha256, 'hex') };
}

function decodeWholeFile({ source, data, sha256 }: WholeFile__Output): WholeFile {
  if (source === null) throw malformed('expected the source of a whole file, got none');
  if (sha256.length !== SHA256_BYTES) {
    throw malformed(`expected a SHA-256 of ${SHA256_BYTES} bytes, got ${sha256.length}`);
  }
  return { source: decodeFileSource(source), data, sha256: sha256.toString('hex') };
}

function checkAll(files: readonly { readonly data: Uint8Array }[]): void {
  if (files.length === 0) throw malformed('expected whole files, got none');
  boundedList(files, WHOLE_FILES_LIMIT.files, 'whole files in a frame');
  const bytes = files.reduce((sum, { data }) => sum + data.length, 0);
  if (bytes <= WHOLE_FILES_LIMIT.bytes) return;
  throw malformed(`expected whole files of at most ${WHOLE_FILES_LIMIT.bytes} bytes together, got ${bytes}`);
}
