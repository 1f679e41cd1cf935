/** Texts written by hand, each for one corner of the dialect. */
export const HARD_TEXTS: readonly string[] = [
  '',
  '\n\n# only a comment\n',
  // What separates key and value: the first of the two, whatever stands around it.
  '[Run]\nstep1:echo a=b\nstep2=echo a:b\nstep3 : x\nstep4\t=\ty\n',
  '[Run]\nstep1::\nstep2:=\nstep3=:\nstep4==\n',
  '[Run]\nurl:http://host:80/\n',
  // Keys are compared in lower case, sections are not.
  '[Run]\nSTEP1: a\n[run]\nstep1: b\n',
  '[Run]\nStep1: a\nstep1: b\n',
  '[Run]\nİ: a\nΑΣ: b\nΑΣΑ: c\nẞ: d\nǅ: e\n',
  // Order is the order of the file, never the number.
  '[Run]\n10: a\n2: b\n1: c\n__proto__: d\nconstructor: e\n',
  '[__proto__]\n__proto__: x\n[constructor]\ntoString: y\n',
  // Continuation lines.
  '[Run]\nstep1: for i in 1 2\n  do echo $i\n  done\nstep2: x\n',
  '[Run]\nstep1: a\n\n\n  b\n\n\nstep2: c\n',
  '[Run]\nstep1:\n  a\n  b\n',
  '[Run]\nstep1: a\n# comment\n  b\n    ; comment\n  c\n',
  '[Run]\nstep1: a\n  # comment\n\n  b\n',
  '[Run]\n  step1: a\n  step2: b\n    c\n step3: d\n',
  '[Run]\nstep1: a\n\tb\n \tc\n',
  '  [Run]\n  step1: a\n   [Collect]\nstep2: b\n',
  '[Run]\nstep1: a\n  [Collect]\n',
  '[Run]\nstep1: a\n  step2: b\n',
  '[Run]\n\n  step1: a\n',
  '[Run]\nstep1: a   \n  b   \n   \n',
  // What has no delimiter, and what has no key.
  '[Run]\nstep1\n',
  '[Run]\nstep1: a\nstep2\n  b\nstep3\n',
  '[Run]\n: a\n',
  '[Run]\n: a\n= b\n',
  '[Run]\n: a\n  b: c\n',
  '[Run]\nstep1: a\nstep2\nstep1: b\n',
  // Headers.
  '[Run] # comment\nstep1: a\n',
  '[Run]x\nstep1: a\n',
  '[Run] [x]\nstep1: a\n',
  '[]\nstep1: a\n',
  '[]]\nstep1: a\n',
  '[ Run ]\nstep1: a\n',
  '[Run\nstep1: a\n',
  '[Run=x\nstep1: a\n',
  '[Run]\n[Run]\n',
  '[Run]\nstep1: a\n[Collect]\n[Run]\nstep2: b\n',
  'step1: a\n[Run]\n',
  '\n\n  x\n[Run]\n',
  // Defaults.
  '[DEFAULT]\na: 1\n[Run]\nb: 2\n[DEFAULT]\nc: 3\n',
  '[DEFAULT]\na: 1\n[DEFAULT]\na: 2\n',
  '[default]\na: 1\n[Run]\nb: %(a)s\n',
  '[DEFAULT]\nb: %(a)s\n[Run]\na: 1\nc: %(b)s\n[Reset]\nc: %(b)s\n',
  // Ends of lines, and what only looks like one.
  '[Run]\r\nstep1: a\r\n  b\r\n',
  '[Run]\rstep1: a\rstep2: b',
  '[Run]\nstep1: a\r\r\nstep2: b\n',
  '[Run]\nstep1: a\fb\vc\x1cd\x85e\u2028f\u2029g\n',
  '[Run]\nstep1: a\n\fb: c\n',
  '[Run]\nstep1: a\n\u2028b: c\n',
  '[Run]\n\x1cstep1\x1d:\x1ea\x1f\n\x85x\x85=\x85y\x85\n',
  '[Run]\n\u200bstep1\u200b: \u200ba\u200b\n\ufeffx: \ufeffy\ufeff\n',
  '\ufeff[Run]\nstep1: a\n',
  '\ufeff# comment\n[Run]\nstep1: a\n',
  '[Run]\nstep1: a\0b\n\0: \0\n',
  // Comments stand on lines of their own.
  '[Run]\nstep1: a # b\nstep2: a ; b\nstep3: #\nstep4: ;x\n#step5: a\n ;step6: a\n',
  '[Run]\nstep#1: a\nstep;2: b\n',
  // Variables.
  '[Run]\na: 1\nb: %(a)s %(A)s %%(a)s %%%(a)s\n',
  '[Run]\na: %(a)s\n',
  '[Run]\na: %(b)s\nb: %(a)s\n',
  '[Run]\na: date +%s\n',
  '[Run]\na: date +%%s\n',
  '[Run]\na: 100%\n',
  '[Run]\na: %(none)s\n',
  '[Run]\na: %()s\n',
  '[Run]\na: %(b)d\nb: 1\n',
  '[Run]\na: %(b\nb: 1\n',
  '[Run]\na: %(x y)s\nx y: 1\n',
  '[Run]\na: %(b%(b)s)s\nb%(b: 1\n',
  '[Run]\na: 1\n  %(b)s\nb: 2\n  3\n',
  '[Run]\na: %(\n  b)s\n\nb: 2\n',
  '[Run]\na: %%%%\nb: %(a)s\nc: %(b)s%%\n',
  ...[9, 10, 11].map((depth) => nested(depth)),
];

/** A value with variables in variables, that many deep. */
function nested(depth: number): string {
  const lines = Array.from({ length: depth }, (_, at) => `k${at}: %(k${at + 1})s`);
  return `[Run]\n${lines.join('\n')}\nk${depth}: end\n`;
}
