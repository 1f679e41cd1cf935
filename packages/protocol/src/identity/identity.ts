/** What a certified party may be. */
export const ROLES = ['conductor', 'collector', 'player'] as const;

/** One of the closed set of roles. */
export type Role = (typeof ROLES)[number];

/** Who somebody is, by the word of a lab's certificate authority: never by a host name, an address or a common name. */
export interface Identity {
  /** Short random id that was made with the lab's authority. */
  readonly lab: string;
  readonly role: Role;
  readonly name: string;
}

const WORD = '[A-Za-z0-9._-]{1,64}';
const NAME = new RegExp(`^${WORD}$`);
const URI = new RegExp(`^conductor://(${WORD})/(${ROLES.join('|')})/(${WORD})$`);

/** Tells whether a text can be the name of a party, or the id of a lab. */
export function isIdentityName(text: string): boolean {
  return NAME.test(text);
}

/** `conductor://<lab>/<role>/<name>`, as the certificate has it in its one URI. */
export function identityUri({ lab, role, name }: Identity): string {
  return `conductor://${lab}/${role}/${name}`;
}

/** The inverse of `identityUri`; `null` for any other text. */
export function parseIdentity(uri: string): Identity | null {
  const [, lab, role, name] = URI.exec(uri) ?? [];
  if (lab === undefined || role === undefined || name === undefined) return null;
  return { lab, role: role as Role, name };
}
