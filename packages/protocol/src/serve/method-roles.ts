import type { Role } from '../identity/identity.ts';

/** Who may call a method. */
export type MethodRule =
  /** A party with a certificate, in one of these roles. */
  | { readonly kind: 'certified'; readonly roles: readonly Role[] }
  /** The same; and without a certificate who has the token of this host, or comes over a network that is trusted. */
  | { readonly kind: 'certified-or-plain'; readonly roles: readonly Role[] }
  /** Whoever knows the code of the open enrollment. */
  | { readonly kind: 'code' };

/**
 * Who may call what: the one table. A method that is not in it can be called by nobody, and a test holds it against the
 * contract.
 */
const METHOD_ROLES: Readonly<Record<string, MethodRule>> = {
  '/conductor.v1.ControlService/Conduct': { kind: 'certified-or-plain', roles: ['conductor'] },
  '/conductor.v1.ResultsService/Collect': { kind: 'certified-or-plain', roles: ['conductor', 'collector'] },
  '/conductor.v1.FilesService/Deliver': { kind: 'certified-or-plain', roles: ['conductor'] },
  '/conductor.v1.IdentityService/Describe': { kind: 'certified', roles: ['conductor'] },
  '/conductor.v1.IdentityService/Renew': { kind: 'certified', roles: ['conductor'] },
  '/conductor.v1.IdentityService/SetCaller': { kind: 'certified', roles: ['conductor'] },
  '/conductor.v1.EnrollmentService/Enroll': { kind: 'code' },
};

/** Who may call the method at a path: `/conductor.v1.ControlService/Conduct`. */
export function ruleOf(path: string): MethodRule | null {
  return Object.hasOwn(METHOD_ROLES, path) ? (METHOD_ROLES[path] ?? null) : null;
}
