/** Every line that any field of any body can be refused with, as the program makes it. */
import { describe, expect, it } from '@jest/globals';
import { DESCRIBED, readBody } from '#land';
import type { Described, FieldFault } from '#land';
import { AppModule } from '../app.module.js';
import { EvidenceHttpModule } from '../evidence/evidence-http.module.js';
import { FeedHttpModule } from '../feed/feed-http.module.js';
import { LandHttpModule } from '../land/land-http.module.js';
import { checksOf } from '../openapi/body-schema.js';

/** They bring every body that any route takes. */
const MODULES = [AppModule, LandHttpModule, FeedHttpModule, EvidenceHttpModule];

type Body = new () => object;
type Field = Readonly<{ body: Body; name: string; described: Described }>;

const FIELDS: readonly Field[] = DESCRIBED.all().flatMap((body) =>
  [...DESCRIBED.of(body)].map(([name, described]) => ({ body, name, described })),
);
const called = ({ body, name }: Field) => `${body.name}.${name}`;

const LONG = '长'.repeat(3_000);
const VALUES: readonly unknown[] = [
  undefined,
  null,
  '',
  '　',
  '某',
  LONG,
  '二〇二六年十一月十六日',
  '2026-02-30',
  '２０２６-１１-１６',
  '9.00亩',
  '1,150,000.00元',
  '４０年',
  '三成',
  '挂牌',
  '甲\u200b乙',
  '甲\n乙',
  0.5,
  -1,
  12_345,
  1e20,
  true,
  [],
  [null],
  ['某', 7],
  {},
  [[[1]]],
];

/** What is said of each value in each field; nothing else of the body is looked at. */
const SAID = new Map(
  FIELDS.map((field) => [
    field,
    VALUES.map((value) =>
      readBody(field.body, { [field.name]: value }).faults.filter(
        ({ path }) => path[0] === field.name && path.length === 1,
      ),
    ),
  ]),
);
const linesOf = (field: Field): readonly FieldFault[] => SAID.get(field)!.flat();

/** What may be in Latin letters: codes of choices, the field's own path, what was written, and an example. */
const withoutCodes = ({ name, described }: Field, line: string): string =>
  [...Object.keys(described.choices ?? {}), name]
    .sort((one, other) => other.length - one.length)
    .reduce((text, code) => text.replaceAll(code, ''), line.replaceAll(/“[^”]*”/g, ''))
    .replaceAll(/(例如|应写作) .*$/g, '')
    .replaceAll(/U\+[0-9A-F]{4,5}|https:\/\/|GeoJSON/g, '');

describe('a line about a field', () => {
  it('is made for every field of every body of the program', () => {
    const brought = ['AppModule', 'LandHttpModule', 'FeedHttpModule', 'EvidenceHttpModule'];
    expect(MODULES.map(({ name }) => name)).toEqual(brought);
    expect(FIELDS.length).toBeGreaterThan(400);
    expect(FIELDS.filter((field) => linesOf(field).length === 0).map(called)).toEqual([]);
  });

  it('begins with the Chinese name of the field and its path', () => {
    const nameless = FIELDS.flatMap((field) =>
      linesOf(field)
        .filter(
          ({ message }) =>
            !/^[^A-Za-z（]*[\u4e00-\u9fff]/.test(message) || !message.includes(`（${field.name}）：`),
        )
        .map(({ message }) => `${called(field)}: ${message}`),
    );
    expect(nameless).toEqual([]);
  });

  it('gives an example, the right form or where it is taken from; but never for a password', () => {
    const bare = FIELDS.filter(({ described }) => described.kind !== 'secret').flatMap((field) =>
      linesOf(field)
        .filter(({ message }) => !/例如 \S|应写作 \S|代码是 \S|应为\S+答复中的“\w+”/.test(message))
        .map(({ message }) => `${called(field)}: ${message}`),
    );
    expect(bare).toEqual([]);
    const secrets = FIELDS.filter(({ described }) => described.kind === 'secret').flatMap(linesOf);
    expect(secrets.filter(({ message }) => /例如|某|长长/.test(message))).toEqual([]);
  });

  it('has no word of English', () => {
    const english = FIELDS.flatMap((field) =>
      linesOf(field)
        .filter(({ message }) => /[A-Za-z]{2,}/.test(withoutCodes(field, message)))
        .map(({ message }) => `${called(field)}: ${message}`),
    );
    expect(english).toEqual([]);
  });

  it('is one and no more, whatever is wrong with the value', () => {
    const twice = [...SAID].filter(([, said]) => said.some((faults) => faults.length > 1));
    expect(twice.map(([field]) => called(field))).toEqual([]);
  });
});

describe('the example of a field', () => {
  it('is taken by the field that it is an example of', () => {
    const refused = FIELDS.filter(({ described }) => described.example !== '').flatMap((field) => {
      const check = checksOf(field.body).find(
        ({ propertyName, type }) => propertyName === field.name && type === 'customValidation',
      );
      const [example] = (check?.constraints?.[0] as { examples: readonly unknown[] }).examples;
      return readBody(field.body, { [field.name]: example })
        .faults.filter(({ path }) => path[0] === field.name && path.length === 1)
        .map(({ message }) => `${called(field)}: ${message}`);
    });
    expect(refused).toEqual([]);
  });
});
