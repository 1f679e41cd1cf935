import type { FileSource__Output, FileSource as WireFileSource } from '../gen/conductor/v1/FileSource.ts';
import type { Position__Output, Position as WirePosition } from '../gen/conductor/v1/Position.ts';
import type { Source, Source__Output } from '../gen/conductor/v1/Source.ts';
import type { Position, ResultSource } from '../results-frame.ts';
import { channelCodec } from './enums.ts';
import { malformed } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { fromUint64, toUint32, toUint64 } from './scalars.ts';
import { decodeStepId, encodeStepId } from './step-id.ts';

type SourceKind = ResultSource['kind'];

const ENCODE: { readonly [K in SourceKind]: (source: Extract<ResultSource, { kind: K }>) => Source } = {
  journal: ({ segment }) => ({ journal: { segment: toUint32(segment, 'segment of a journal') } }),
  output: ({ step, channel, generation }) => ({
    output: {
      step: encodeStepId(step),
      channel: channelCodec.encode(channel),
      generation: toUint32(generation, 'generation of an output'),
    },
  }),
  file: (source) => ({ file: encodeFileSource(source) }),
};

const READINGS: Readings<Source__Output, ResultSource> = {
  journal: ({ segment }) => {
    if (segment < 1) throw malformed(`expected the segment of a journal from 1, got ${segment}`);
    return { kind: 'journal', segment };
  },
  output: ({ step, channel, generation }) => ({
    kind: 'output',
    step: decodeStepId(step),
    channel: channelCodec.decode(channel),
    generation,
  }),
  file: decodeFileSource,
};

type FileSource = Extract<ResultSource, { kind: 'file' }>;

export function encodeFileSource({ step, file }: FileSource): WireFileSource {
  return { step: encodeStepId(step), file: toUint32(file, 'number of a file') };
}

export function decodeFileSource({ step, file }: FileSource__Output): FileSource {
  if (file < 1) throw malformed(`expected the number of a file from 1, got ${file}`);
  return { kind: 'file', step: decodeStepId(step), file };
}

export function encodeSource(source: ResultSource): Source {
  return (ENCODE[source.kind] as (source: ResultSource) => Source)(source);
}

export function decodeSource(wire: Source__Output | null | undefined): ResultSource {
  if (wire === null || wire === undefined) throw malformed('expected a source, got none');
  return readKind(wire, READINGS, 'a source');
}

export function encodePosition(position: Position): WirePosition {
  return { source: encodeSource(position.source), offset: toUint64(position.offset, 'offset of a source') };
}

export function decodePosition(wire: Position__Output): Position {
  return { source: decodeSource(wire.source), offset: fromUint64(wire.offset, 'offset of a source') };
}
