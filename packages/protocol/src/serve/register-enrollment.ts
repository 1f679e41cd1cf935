import type { Server } from '@grpc/grpc-js';
import { decodeEnrollment } from '../codec/enrollment.ts';
import { encodeHostFacts } from '../codec/host-facts.ts';
import { enrollmentDesk } from '../enrollment/enrollment-desk.ts';
import type { ListenerIdentity } from '../identity/listener-identity.ts';
import { enrollMethod } from '../wire/services.ts';
import type { ServedListener } from './serve-call.ts';
import { registerQuestion } from './serve-question.ts';

/** Gives a server that asks for no certificates its only method; who may call it is decided by the code. */
export function registerEnrollment(
  server: Server,
  identity: ListenerIdentity,
  listener: ServedListener,
  track: (served: Promise<void>) => void,
): void {
  const offer = enrollmentDesk(identity, listener.clock);
  registerQuestion(
    server,
    {
      method: enrollMethod,
      // Until its code has been found right it is a stranger, however often it calls.
      checkVisitor: null,
      async answer(request, { host, who }) {
        await offer({ ...decodeEnrollment(request), host, by: who });
        return { enrolled: { facts: encodeHostFacts(listener.facts) } };
      },
    },
    listener,
    track,
  );
}
