// Original file: ../../proto/conductor/v1/files.proto

import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from '../../conductor/v1/Greeting.ts';
import type { Proof as _conductor_v1_Proof, Proof__Output as _conductor_v1_Proof__Output } from '../../conductor/v1/Proof.ts';
import type { OfferFiles as _conductor_v1_OfferFiles, OfferFiles__Output as _conductor_v1_OfferFiles__Output } from '../../conductor/v1/OfferFiles.ts';
import type { FilePiece as _conductor_v1_FilePiece, FilePiece__Output as _conductor_v1_FilePiece__Output } from '../../conductor/v1/FilePiece.ts';

export interface DeliverRequest {
  'greeting'?: (_conductor_v1_Greeting | null);
  'proof'?: (_conductor_v1_Proof | null);
  'offerFiles'?: (_conductor_v1_OfferFiles | null);
  'filePiece'?: (_conductor_v1_FilePiece | null);
  'kind'?: "greeting"|"proof"|"offerFiles"|"filePiece";
}

export interface DeliverRequest__Output {
  'greeting'?: (_conductor_v1_Greeting__Output | null);
  'proof'?: (_conductor_v1_Proof__Output | null);
  'offerFiles'?: (_conductor_v1_OfferFiles__Output | null);
  'filePiece'?: (_conductor_v1_FilePiece__Output | null);
  'kind'?: "greeting"|"proof"|"offerFiles"|"filePiece";
}
