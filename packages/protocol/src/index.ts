export {
  type Authority,
  CERTIFICATE_DAYS,
  type CertificateRequest,
  createAuthority,
  issueCertificate,
  selfSignedCertificate,
} from './certificates/authority.ts';
export { daysLeft, WARNED_DAYS } from './certificates/days-left.ts';
export { makeKey, publicKeyOf, spkiHashOf } from './certificates/key.ts';
export {
  type CertificateFacts,
  type CertifiedParty,
  certifiedParty,
  isIssuedBy,
  readCertificate,
} from './certificates/read-certificate.ts';
export type { ClockSample } from './clock/clock-sample.ts';
export { readClocks } from './clock/read-clocks.ts';
export { freeChunk } from './codec/results-frame.ts';
export type {
  ControlCall,
  ControlConnection,
  Conversation,
  DeliveryCall,
  DeliveryConnection,
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
  StartInstant,
} from './control-frame.ts';
export { isCounted } from './counted.ts';
export { dialControl } from './dial/dial-control.ts';
export { dialFiles } from './dial/dial-files.ts';
export { dialIdentity, type IdentityConnection } from './dial/dial-identity.ts';
export { dialResults } from './dial/dial-results.ts';
export type { Road } from './dial/road.ts';
export type { DialOptions, PlayerListener, ServeOptions } from './endpoint.ts';
export { type EnrolledPlayer, type EnrollOptions, enrollPlayer } from './enrollment/enroll-player.ts';
export { codeHash, formatJoinCode, type JoinCode, makeJoinCode, parseJoinCode } from './enrollment/join-code.ts';
export {
  type DeliveryFrame,
  type DeliveryReply,
  type LackingFile,
  type OfferedFile,
  PIECE_LIMIT_BYTES,
} from './files-frame.ts';
export { hashZeros } from './hash-zeros.ts';
export { type Identity, identityUri, isIdentityName, parseIdentity, ROLES, type Role } from './identity/identity.ts';
export type { ExpectedPlayer, LabAccess } from './identity/lab-access.ts';
export type {
  CallerChange,
  GivenIdentity,
  KnownCaller,
  ListenerIdentity,
  OpenEnrollment,
} from './identity/listener-identity.ts';
export type { PartyCredentials } from './identity/party-credentials.ts';
export type { PlayerIdentity } from './identity/player-identity.ts';
export { decodeJournalRecord, encodeJournalRecord } from './journal/journal-codec.ts';
export { JOURNAL_LINE_LIMIT_BYTES } from './journal/journal-limits.ts';
export { entryFinder } from './lab/entry-finder.ts';
export { callerEntries, type LabEntries, playerEntries } from './lab/lab-entries.ts';
export { labFolder } from './lab/lab-folder.ts';
export {
  type CallerRole,
  filesOf,
  LAB_FILES,
  makeLab,
  noAuthorityKey,
  readAuthority,
  readCredentials,
  replaceCertificate,
} from './lab/lab-keys.ts';
export { makeLabFolder } from './lab/make-lab-folder.ts';
export { openLab } from './lab/open-lab.ts';
export { type CallerEntry, entryText, type PlayerEntry, type Revocation } from './lab/player-entry.ts';
export { formatAddress, isLoopback } from './network-address.ts';
export type { PlayerAddress } from './player-address.ts';
export { fileVersion } from './private/file-version.ts';
export { whyReplaceable } from './private/folders-above.ts';
export { type Secrecy, whyNotPrivateFile, whyNotPrivateFolder } from './private/judge-private.ts';
export { HOLES, PROTOCOL_VERSION, PUT_FILES, WHOLE_FILES } from './protocol-version.ts';
export {
  type CollectorFrame,
  type Position,
  type ResultSource,
  type ResultsFrame,
  sourceKey,
  WHOLE_FILES_LIMIT,
  type WholeFile,
} from './results-frame.ts';
export { explainBind } from './serve/explain-bind.ts';
export { servePlayer } from './serve/serve-player.ts';
export { DEFAULT_TIMING, type Timing } from './timing.ts';
export { tokenFolders } from './token/token-folders.ts';
