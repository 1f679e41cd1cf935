import type { ControlCall } from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { callerOf } from './audit/caller-audit.ts';
import type { PerformedSession } from './perform-session.ts';
import type { CallId } from './session/session.ts';

/** One conductor: what it says goes to the session, what the session answers goes back. Rejects with what broke the protocol. */
export async function serveControl(call: ControlCall, session: PerformedSession): Promise<void> {
  const over = Promise.withResolvers<ConductorError>();
  let sent: Promise<void> = Promise.resolve();
  const id = session.addCall({
    caller: callerOf(call.peer),
    reply(reply) {
      // A reply that finds nobody is no news: the end of the conversation is told anyhow.
      sent = call.send(reply).catch(() => undefined);
    },
    hangUp: () => over.resolve(new ConductorError('interrupted', 'the player ended the conversation')),
  });
  const cause = await Promise.race([over.promise, listen(call, id, session)]);
  await sent;
  session.endCall(id, cause.message);
  // Whoever sent what cannot be read is told so; any other end speaks for itself.
  if (cause.code === 'protocol') throw cause;
}

/** Resolves with the reason why nothing more will be said. */
async function listen(call: ControlCall, id: CallId, session: PerformedSession): Promise<ConductorError> {
  const who = call.peer.name;
  try {
    for await (const request of call.frames) session.tell({ kind: 'command', call: id, who, request });
    return new ConductorError('lost', `the conductor ${who} ended the conversation`);
  } catch (error) {
    return ConductorError.from(error, 'lost', `the conductor ${who}`);
  }
}
