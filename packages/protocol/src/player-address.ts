/** A player to dial. */
export interface PlayerAddress {
  /** Its name in the test, for messages. */
  readonly name: string;
  /** Address as the file has it: IPv4, IPv6 without brackets, or a host name. */
  readonly host: string;
  readonly port: number;
}
