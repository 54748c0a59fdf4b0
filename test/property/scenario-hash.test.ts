import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/scenario/base64url.ts';
import { DEFAULT_ENGINES, type Draft, draftScenario } from '../../src/scenario/draft.ts';
import { InputError } from '../../src/scenario/input-error.ts';
import { pack } from '../../src/scenario/pack.ts';
import { decodeHash, encodeHash } from '../../src/scenario/packed-hash.ts';
import { printNotation } from '../../src/scenario/print.ts';
import type { Knobs } from '../../src/scenario/scenario.ts';
import { unpack } from '../../src/scenario/unpack.ts';
import { fromBytes, toBytes } from '../../src/scenario/wtf8.ts';
import { arbScenario, arbText, WILD } from './scenario-arbitrary.ts';

const knobs: fc.Arbitrary<Knobs> = fc.record(
  {
    workers: fc.integer({ min: 1, max: 1000 }),
    chunksize: fc.integer({ min: 1 }),
    dispatch: fc.constantFrom('message', 'chunk', 'shared'),
    startMethod: fc.constantFrom('fork', 'spawn'),
    switchIntervalMs: fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
    giveUpMs: fc.double({ min: 0, max: 1e9, noNaN: true }).map((ms) => ms + 0),
    seed: fc.maxSafeNat(),
    name: arbText,
    kills: fc.array(fc.record({ atMs: fc.nat(), workerOf: arbText }, { noNullPrototype: true }), {
      minLength: 1,
      maxLength: 3,
    }),
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<Knobs>;
const machine = fc.oneof(
  fc.constantFrom('ideal' as const, 'cpython-3.11-linux' as const, 'cpython-3.14t-linux' as const),
  fc.record(
    {
      cores: fc.integer({ min: 1 }),
      speed: fc.double({ min: 0.1, max: 9, noNaN: true }),
      threadStartMs: fc.nat(),
      'not known': fc.constant('here'),
    },
    { requiredKeys: ['cores'], noNullPrototype: true },
  ),
);
const text = fc.oneof(
  arbText,
  arbScenario({ ...WILD, many: true }).map(printNotation),
  fc
    .array(
      fc.oneof(
        arbText,
        fc.constantFrom(
          'sleep 100ms # as it was',
          '8 x cpu 0150ms',
          '4294967295 4294967296',
          '\u0000\u0001a',
          '~41%41+; &',
        ),
      ),
      { maxLength: 60 },
    )
    .map((lines) => lines.join('\n')),
);
const draft: fc.Arbitrary<Draft> = fc
  .tuple(
    text,
    knobs,
    fc.oneof(
      fc.constant(DEFAULT_ENGINES),
      fc.array(
        arbText.filter((id) => id !== ''),
        { maxLength: 4 },
      ),
    ),
    fc.option(machine, { nil: undefined }),
  )
  .map(([of, set, engines, on]) => ({ text: of, knobs: set, engines, ...(on !== undefined && { machine: on }) }));

function decoded(hash: string): Draft | undefined {
  try {
    return decodeHash(hash);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(/^(hash|machine)/);
    return undefined;
  }
}

describe('the hash, for random drafts and bytes', () => {
  test('a draft comes back exactly, comments and all', () => {
    fc.assert(
      fc.property(draft, (of) => {
        expect(decodeHash(encodeHash(of))).toStrictEqual(of);
      }),
      { numRuns: 1000 },
    );
  });

  test('has only characters that survive in chats and mails, and ends with none that is taken for punctuation', () => {
    fc.assert(
      fc.property(draft, (of) => {
        expect(encodeHash(of)).toMatch(/^#v1=(?:[A-Za-z0-9._~+;:,=&-]*[A-Za-z0-9_=-])?$/);
      }),
    );
  });

  test('survives a program that escapes what is unusual in it', () => {
    fc.assert(
      fc.property(draft, (of) => {
        const hash = encodeHash(of);
        if (!hash.startsWith('#v1=.'))
          expect(decodeHash(hash.replaceAll('~', '%7E').replaceAll('&', '&amp;'))).toStrictEqual(of);
      }),
    );
  });

  test('random hashes are drafts or InputErrors', () => {
    const tail = fc.oneof(
      arbText,
      fc.string({
        unit: fc.constantFrom(
          '%',
          '~',
          'E',
          '0',
          'a',
          '+',
          ';',
          '&',
          '=',
          'workers',
          'machine',
          'kills',
          'engines',
          '[',
          '{',
          '.',
        ),
      }),
      fc.uint8Array().map((bytes) => `.${toBase64url(bytes)}`),
      fc.uint8Array({ minLength: 1 }).map((bytes) => `.${toBase64url(deflateSync(bytes))}`),
    );
    fc.assert(
      fc.property(tail, fc.constantFrom('#v1=', '#v1=', '#', '', '#v2='), (rest, marker) => {
        const found = decoded(marker + rest);
        if (found === undefined) return;
        try {
          if (found.text.length < 1000) draftScenario(found);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a packed hash that lost its end, or had a character changed, is refused', () => {
    const long = fc
      .array(fc.constantFrom('sleep 123ms', 'cpu 77ms', 'cpu 9s fails'), { minLength: 60, maxLength: 90 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(long, fc.nat(), fc.constantFrom(...'AZaz09-_'), (of, at, other) => {
        const hash = encodeHash({ text: of, knobs: {}, engines: DEFAULT_ENGINES });
        expect(hash.startsWith('#v1=.')).toBe(true);
        const place = 5 + (at % (hash.length - 5));
        expect(decoded(hash.slice(0, place))).toBeUndefined();
        const changed = hash.slice(0, place) + other + hash.slice(place + 1);
        // The last digit may hold bits that belong to no byte.
        const back = decoded(changed);
        if (back !== undefined) expect(back.text).toBe(of);
      }),
    );
  });

  test('packing, base64url and WTF-8 give back what they got', () => {
    fc.assert(fc.property(text, (of) => unpack(pack(of), 1e6) === of));
    fc.assert(fc.property(arbText, (of) => fromBytes(toBytes(of)) === of));
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64url(toBase64url(bytes))).toStrictEqual(new Uint8Array(bytes));
        expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });
});
