import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOCKS } from '../../../src/kernel/python/messages.ts';
import { InputError } from '../../../src/scenario/input-error.ts';
import { signsOf } from '../../../src/store/python/cast.ts';
import { EXAMPLES, FIRST_PROGRAM, programOf } from '../../../src/store/python/examples/list.ts';
import { fixed } from '../../../src/store/python/fixes.ts';
import { openingProgram } from '../../../src/store/python/keep-program.ts';
import { isProgramHash, programHash, readProgramHash } from '../../../src/store/python/link.ts';
import { canBeDragged, stepped, stopsOf } from '../../../src/store/python/literal.ts';
import { DEFAULT_OPTIONS, importableName, type Program, troubleWithName } from '../../../src/store/python/program.ts';
import { differing } from '../../../src/ui/python/editor/differing.ts';

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/).map((stem) => `${stem}.py`);
const program: fc.Arbitrary<Program> = fc.record({
  files: fc.uniqueArray(fc.record({ name, text: fc.string({ unit: 'grapheme', maxLength: 200 }) }), {
    selector: (file) => file.name,
    minLength: 1,
    maxLength: 4,
  }),
  options: fc.record({
    clock: fc.constantFrom('steps', 'virtual', 'real'),
    seed: fc.nat(),
    cores: fc.integer({ min: 1, max: 64 }),
    switchIntervalMs: fc.constantFrom(5, 0.5, 100),
    pythonLike: fc.constantFrom('3.14', '3.11'),
    chargeC: fc.boolean(),
  }),
});

describe('a link', () => {
  test('opens the very program, its options and the hash of its Python', () => {
    fc.assert(
      fc.property(program, fc.option(fc.string({ maxLength: 64 }), { nil: undefined }), (one, image) => {
        const hash = programHash(one, image);
        expect(isProgramHash(hash)).toBe(true);
        expect(readProgramHash(hash)).toEqual({ program: one, ...(image !== undefined && { image }) });
      }),
    );
  });

  test('that is cut, changed or of a newer version is refused in words, and another program opens', () => {
    const hash = programHash(FIRST_PROGRAM);
    for (const wrong of [hash.slice(0, -9), `${hash.slice(0, 30)}A${hash.slice(31)}`, '#python=2.abc', '#python=']) {
      expect(() => readProgramHash(wrong)).toThrow(InputError);
      const opening = openingProgram(wrong, undefined);
      expect(opening.program).toBe(FIRST_PROGRAM);
      expect(opening.notice).toMatch(/^This link cannot be opened: .+\.$/);
    }
  });

  test.each(CLOCKS)('keeps the clock %s', (clock) => {
    const program = { ...FIRST_PROGRAM, options: { ...FIRST_PROGRAM.options, clock } };
    expect(openingProgram(programHash(program), undefined).program.options.clock).toBe(clock);
  });

  test('is the program of somebody else, unless this browser has written it', () => {
    const hash = programHash(programOf(EXAMPLES[3]!));
    expect(openingProgram(hash, undefined).foreign).toBe(true);
    const kept = { ...FIRST_PROGRAM.options, files: [['main.py', 'print(1)']] };
    const keeper = (of: string) => ({
      getItem: () => JSON.stringify({ hash: of, program: kept, foreign: false, slow: true }),
      setItem: () => {},
      removeItem: () => {},
    });
    expect(openingProgram(hash, keeper(hash))).toMatchObject({ foreign: false, waits: true });
    expect(openingProgram(hash, keeper('#python')).foreign).toBe(true);
    expect(openingProgram('#python', keeper(hash)).program.files[0]!.text).toBe('print(1)');
  });
});

describe('a number that is dragged', () => {
  const number = fc.oneof(
    fc.nat(1_000_000).map(String),
    fc.tuple(fc.nat(1000), fc.stringMatching(/^\d{1,4}$/)).map(([whole, rest]) => `${whole}.${rest}`),
  );

  test('stops at ten values or so in order, at itself among them, and is written as it was', () => {
    fc.assert(
      fc.property(number, (text) => {
        expect(canBeDragged(text)).toBe(true);
        const { texts, at } = stopsOf(text);
        expect(texts[at]).toBe(text);
        expect(texts.length).toBeGreaterThanOrEqual(10);
        const values = texts.map(Number);
        for (const [i, value] of values.entries()) if (i > 0) expect(value).toBeGreaterThan(values[i - 1]!);
        if (!text.includes('.')) expect(texts.every((one) => /^\d+$/.test(one))).toBe(true);
        else expect(texts.every((one) => one.includes('.'))).toBe(true);
        expect(Number(stepped(text, 1))).toBeGreaterThan(Number(text));
        expect(Number(stepped(text, 10))).toBeGreaterThan(Number(stepped(text, 1)));
      }),
    );
  });

  test('counts as people do', () => {
    expect(stopsOf('0.35').texts).toEqual(['0.05', '0.1', '0.15', '0.2', '0.25', '0.3', '0.35', '0.4', '0.45', '0.5']);
    expect(stopsOf('3').texts).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(stopsOf('200_000').texts).toContain('200_000');
    for (const other of ['0x1f', '1e9', '2j', '1_']) expect(canBeDragged(other) && other !== '1_').toBe(false);
  });
});

describe('a change that is proposed', () => {
  const text = (of: Program | undefined) => of?.files[0]?.text;

  test('a lock around the lines that read and write', () => {
    const found = programOf(EXAMPLES.find(({ id }) => id === 'lost_update')!);
    const from = found.files[0]!.text.split('\n').findIndex((line) => line.includes('value = counter')) + 1;
    const next = text(fixed(found, { kind: 'lock', file: 0, line: from, to: from + 2 }))!;
    expect(next).toContain('lock = threading.Lock()\n');
    const inside = found.files[0]!.text.split('\n')
      .slice(from - 1, from + 2)
      .map((line) => `    ${line}\n`);
    expect(next).toContain(`        with lock:\n${inside.join('')}`);
    // It imports before it is used.
    expect(next.indexOf('import threading')).toBeLessThan(next.indexOf('threading.Lock()'));
  });

  test('the guard, with all that follows below it', () => {
    const found = {
      files: [{ name: 'a.py', text: 'import x\n\nfor i in y:\n    i.start()\nprint(1)\n' }],
      options: DEFAULT_OPTIONS,
    };
    expect(text(fixed(found, { kind: 'guard', file: 0, line: 4 }))).toBe(
      'import x\n\nif __name__ == "__main__":\n    for i in y:\n        i.start()\n    print(1)\n',
    );
  });

  test('two lines change places, each with its indentation', () => {
    const found = programOf(EXAMPLES.find(({ id }) => id === 'deadlock')!);
    const lines = text(fixed(found, { kind: 'swap', file: 0, line: 16, other: 19 }))!.split('\n');
    expect([lines[15], lines[18]]).toEqual(['    with a:', '        with b:']);
  });

  test('is not proposed where the text does not allow it', () => {
    const found = { files: [{ name: 'a.py', text: 'a\nb' }], options: DEFAULT_OPTIONS };
    expect(fixed(found, { kind: 'await sleep', file: 0, line: 1 })).toBeUndefined();
    expect(fixed(found, { kind: 'new loop' })).toBeUndefined();
    expect(fixed(found, { kind: 'lock', file: 7, line: 1, to: 1 })).toBeUndefined();
  });
});

test('signs of lanes are short, and no two are the same', () => {
  const names = ['MainThread', 'producer', 'consumer A', 'consumer B'];
  expect(signsOf(names.map((one) => ({ name: one, is: 'thread' })))).toEqual(['M', 'P', 'A', 'B']);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('MainThread', 'Thread-1 (work)', 'Thread-2 (work)', 'a b', 'one', 'x', ''), {
        maxLength: 40,
      }),
      (many) => {
        const signs = signsOf(many.map((one) => ({ name: one, is: 'thread' })));
        expect(new Set(signs).size).toBe(many.length);
        expect(signs.every((sign) => sign.length > 0 && sign.length <= 6)).toBe(true);
      },
    ),
  );
});

test('names of files are such that Python can import them', () => {
  fc.assert(
    fc.property(fc.string(), (from) => {
      expect(troubleWithName(importableName(from, ['a.py']), ['a.py'])).toBeUndefined();
    }),
  );
});

test('the editor takes in only what differs', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (front, a, b) => {
      const [old, text] = [front + a + front, front + b + front];
      const { from, to, insert } = differing(old, text);
      expect(old.slice(0, from) + insert + old.slice(to)).toBe(text);
    }),
  );
});
