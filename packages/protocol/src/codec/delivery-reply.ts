import type { DeliveryReply } from '../files-frame.ts';
import type { DeliverResponse, DeliverResponse__Output } from '../gen/conductor/v1/DeliverResponse.ts';
import { OFFER_LIMIT } from './delivery-frame.ts';
import type { FrameCodec } from './frame-codec.ts';
import { greetedAlready } from './malformed.ts';
import { type Readings, readKind } from './oneof.ts';
import { decodeRefusal, refusalError } from './refusal.ts';
import { boundedList, boundedSentence, fromUint64, toUint64 } from './scalars.ts';
import { decodeSha256, encodeSha256 } from './sha256.ts';

const REASON_LIMIT = 8192;

type ReplyOf<K extends DeliveryReply['kind']> = Extract<DeliveryReply, { kind: K }>;

const ENCODE: { readonly [K in DeliveryReply['kind']]: (reply: ReplyOf<K>) => DeliverResponse } = {
  'files-lacking': ({ files }) => ({
    filesLacking: {
      files: files.map(({ sha256, offset }) => ({
        sha256: encodeSha256(sha256),
        offset: toUint64(offset, 'offset of a file'),
      })),
    },
  }),
  'delivery-failed': ({ reason }) => ({ deliveryFailed: { reason: reason.slice(0, REASON_LIMIT) } }),
  'files-held': () => ({ filesHeld: {} }),
};

const READINGS: Readings<DeliverResponse__Output, DeliveryReply> = {
  greeting: () => greetedAlready('greeting'),
  welcome: () => greetedAlready('welcome'),
  refused: (wire) => {
    throw refusalError(decodeRefusal(wire));
  },
  filesLacking: ({ files }) => ({
    kind: 'files-lacking',
    files: boundedList(files, OFFER_LIMIT, 'files that are lacking').map(({ sha256, offset }) => ({
      sha256: decodeSha256(sha256),
      offset: fromUint64(offset, 'offset of a file'),
    })),
  }),
  deliveryFailed: ({ reason }) => ({
    kind: 'delivery-failed',
    reason: boundedSentence(reason, REASON_LIMIT, 'why a delivery failed'),
  }),
  filesHeld: () => ({ kind: 'files-held' }),
};

/** What a player answers to who brings files, to the wire and from it. */
export const deliveryReplyCodec: FrameCodec<DeliveryReply, DeliverResponse, DeliverResponse__Output> = {
  encode: (reply) => [(ENCODE[reply.kind] as (reply: DeliveryReply) => DeliverResponse)(reply)],
  reader: () => (message) => readKind(message, READINGS, "a player's answer to a delivery"),
};
