import { PUT_MOST } from '@conductor/types';
import { type DeliveryFrame, PIECE_LIMIT_BYTES } from '../files-frame.ts';
import type { DeliverRequest, DeliverRequest__Output } from '../gen/conductor/v1/DeliverRequest.ts';
import type { FrameCodec } from './frame-codec.ts';
import { greetedAlready, malformed } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { decodeRunRef, encodeRunRef } from './run-ref.ts';
import { boundedList, fromUint64, toUint64 } from './scalars.ts';
import { decodeSha256, encodeSha256 } from './sha256.ts';

/** What a conductor can offer a player. */
export const OFFER_LIMIT: number = PUT_MOST.filesOfPlayer;

type FrameOf<K extends DeliveryFrame['kind']> = Extract<DeliveryFrame, { kind: K }>;

const ENCODE: { readonly [K in DeliveryFrame['kind']]: (frame: FrameOf<K>) => DeliverRequest } = {
  'offer-files': ({ run, files }) => ({
    offerFiles: {
      run: encodeRunRef(run),
      files: files.map(({ sha256, size }) => ({
        sha256: encodeSha256(sha256),
        size: toUint64(size, 'size of a file'),
      })),
    },
  }),
  'file-piece': ({ sha256, offset, data }) => {
    checkPiece(data);
    return { filePiece: { sha256: encodeSha256(sha256), offset: toUint64(offset, 'offset of a piece'), data } };
  },
};

const READINGS: Readings<DeliverRequest__Output, DeliveryFrame> = {
  greeting: () => greetedAlready('greeting'),
  proof: () => greetedAlready('proof'),
  offerFiles: ({ run, files }) => ({
    kind: 'offer-files',
    run: decodeRunRef(run),
    files: boundedList(files, OFFER_LIMIT, 'files of an offer').map(({ sha256, size }) => ({
      sha256: decodeSha256(sha256),
      size: fromUint64(size, 'size of a file'),
    })),
  }),
  filePiece: ({ sha256, offset, data }) => {
    checkPiece(data);
    return { kind: 'file-piece', sha256: decodeSha256(sha256), offset: fromUint64(offset, 'offset of a piece'), data };
  },
};

/** What a conductor says that brings files, to the wire and from it. */
export const deliveryFrameCodec: FrameCodec<DeliveryFrame, DeliverRequest, DeliverRequest__Output> = {
  encode: (frame) => [(ENCODE[frame.kind] as (frame: DeliveryFrame) => DeliverRequest)(frame)],
  reader: () => (message) => readKind(message, READINGS, 'a frame of a delivery'),
};

function checkPiece({ length }: Buffer): void {
  if (length > PIECE_LIMIT_BYTES)
    throw malformed(`expected at most ${PIECE_LIMIT_BYTES} bytes in a piece, got ${length}`);
}
