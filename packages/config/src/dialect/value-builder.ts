import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Piece, Value } from './document.ts';
import { trimEnd } from './python-space.ts';

/** Grows with each continuation line. Empty lines count when another line follows, as `'\n'.join(…).rstrip()` has it. */
export class ValueBuilder {
  readonly #texts: string[];
  readonly #pieces: Piece[];
  #length: number;

  constructor(text: string, place: SourcePlace) {
    this.#texts = [text];
    this.#pieces = [{ offset: 0, place }];
    this.#length = text.length;
  }

  addEmptyLine(): void {
    this.#texts.push('');
    this.#length += 1;
  }

  addLine(text: string, place: SourcePlace): void {
    this.#pieces.push({ offset: this.#length + 1, place });
    this.#texts.push(text);
    this.#length += text.length + 1;
  }

  build(): Value {
    return { text: trimEnd(this.#texts.join('\n')), pieces: this.#pieces };
  }
}
