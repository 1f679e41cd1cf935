import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Html, html } from '../../src/page/html.ts';
import { storedHref } from '../../src/page/stored-href.ts';
import { anyText, HOSTILE } from '../support/hostile.ts';

/** Nothing that a parser takes for markup, and nothing that a reader does not see. */
const INERT = /^(?:&(?:amp|lt|gt|quot|#39);|[^&<>"'\p{Cc}\u202e])*$/u;

describe('what stands in a template of HTML', () => {
  test.for(HOSTILE)('is text: %j', (text) => {
    expect(html`${text}`.text).toMatch(INERT);
  });

  test('is text, whatever it is', () => {
    fc.assert(fc.property(anyText, (text) => INERT.test(html`${[text, [text]]}`.text)));
  });

  test('is HTML only where a template made it', () => {
    expect(html`<p>${html`<b>${'<i>'}</b>`}${null}${3}</p>`.text).toBe('<p><b>&lt;i&gt;</b>3</p>');
  });

  test('keeps the lines of an output and its tabs, and nothing else that a terminal would obey', () => {
    expect(Html.lines(['a\tb <c>', '\u001b[31m']).text).toBe('a\tb &lt;c&gt;\n\\e[31m');
  });

  test('cannot end the element that data for the script stand in, and is the same when it is read there', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.constant('</script><!--')), (text) => {
        const { text: data } = Html.data('it', { text });
        const [, json = ''] = /^<script type="application\/json" id="it">([^<]*)<\/script>$/.exec(data) ?? [];
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });

  test('leads nowhere but below the page, where it is the path of an output', () => {
    expect(storedHref('trial-001/run/dut/01-step1.out')).toBe('./trial-001/run/dut/01-step1.out');
    expect(storedHref('javascript:alert(1)')).toBe('./javascript%3Aalert(1)');
    expect(storedHref('//host/%2f?#')).toBe('.///host/%252f%3F%23');
  });
});
