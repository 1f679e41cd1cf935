export type {
  ControlCall,
  ControlConnection,
  Conversation,
  Peer,
  ResultsCall,
  ResultsConnection,
} from './connection.ts';
export type {
  Claim,
  ControlCommand,
  ControlReply,
  ControlRequest,
  OpenTrial,
  Policies,
  Refusal,
  RefusalReason,
} from './control-frame.ts';
export { isCounted } from './counted.ts';
export { dialControl } from './dial/dial-control.ts';
export { dialResults } from './dial/dial-results.ts';
export type { DialOptions, PlayerAddress, PlayerListener, ServeOptions } from './endpoint.ts';
export { decodeJournalRecord, encodeJournalRecord } from './journal/journal-codec.ts';
export { JOURNAL_LINE_LIMIT_BYTES } from './journal/journal-limits.ts';
export { formatAddress, isLoopback } from './network-address.ts';
export { PROTOCOL_VERSION } from './protocol-version.ts';
export {
  type CollectorFrame,
  type Position,
  type ResultSource,
  type ResultsFrame,
  sourceKey,
} from './results-frame.ts';
export { explainBind } from './serve/explain-bind.ts';
export { servePlayer } from './serve/serve-player.ts';
export { DEFAULT_TIMING, type Timing } from './timing.ts';
export { tokenFolders } from './token/token-folders.ts';
