import fc from 'fast-check';

/** What a player may call itself, be asked to run, or print: markup, formulas, escapes, and what some format does not allow. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  ']]><!-- --><?xml?>',
  '&lt;&#0;&bogus;',
  "=cmd|'/c calc'!A1",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\u001b[31mred\u001b[0m\u009b2J',
  'a\u0000b\u0007\ud800c\ufffe\uffff\u202e',
  'line\nbreak "quoted", and more; even\ttabs',
  'a|b \\| `code` **bold** [link](https://example.org) ![x](y) <b> #1 @all https://example.org',
  '```\n# heading',
  'größe 大 🚀',
];

/** Any text, halves of characters among it; made of numbers, since a table of all characters takes seconds to make. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat({ max: 0x9f }), fc.nat({ max: 0xffff })), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));
