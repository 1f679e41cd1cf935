import type { Secret } from '@conductor/types';
import type { ControlCommand } from '../control-frame.ts';
import type { ResumeTrial__Output, ResumeTrial as WireResumeTrial } from '../gen/conductor/v1/ResumeTrial.ts';
import { encodeSecret, secretFrames, takeSecrets } from './secret.ts';

type ResumeTrial = Extract<ControlCommand, { kind: 'resume-trial' }>;

/** The word to go on, as frames of at most 256 KiB; the last one says that it is. */
export function* encodeResume(secrets: readonly Secret[]): Generator<WireResumeTrial> {
  const frames = [...secretFrames(secrets)];
  for (const frame of frames.slice(0, -1)) yield { secrets: frame.map(encodeSecret), more: true };
  yield { secrets: frames.at(-1)?.map(encodeSecret) ?? [], more: false };
}

/** Takes the frames of one word to go on; returns it with the last one. */
export interface ResumeAssembly {
  add(frame: ResumeTrial__Output): ResumeTrial | null;
}

export function assembleResume(): ResumeAssembly {
  const secrets: Secret[] = [];
  return {
    add(frame) {
      takeSecrets(secrets, frame.secrets);
      return frame.more ? null : { kind: 'resume-trial', secrets };
    },
  };
}
