import type { Chance } from '#simulation';
import type { Schema } from './routes.js';

/** Values that belong nowhere, or where something else belongs. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  2 ** 53,
  '',
  ' ',
  [],
  {},
  [[]],
  [{}],
  '甲\u001b[2K乙',
  '甲\n乙',
  '甲\u202e乙',
  '\u0000',
  '\ud800',
  'constructor',
  '__proto__',
  "'; drop table events; --",
  '9'.repeat(400),
  '界'.repeat(20_000),
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '-1',
  '1e9',
  '../../etc/passwd',
  '{{7*7}}',
  '<script>',
  Array.from({ length: 3_000 }, () => ({})),
  { toString: 1 },
  { length: 1e9 },
];
const TEXTS: Readonly<Record<string, string>> = {
  date: '2026-03-02',
  uscc: '91370114MA00000019',
  uri: 'https://example.invalid/1',
};
const CODES: readonly string[] = ['1', '50000.00', '35%', '370114', '370114001002JB00001'];
const DEPTH_MAX = 12;
/** Of the fields of a body so many are hostile: more would all be refused for the first of them. */
const SHARE = 0.06;

/** Bodies that are nearly right, from the description of the interface. */
export class Hostile {
  constructor(
    private readonly schemas: Readonly<Record<string, Schema>>,
    private readonly chance: Chance,
  ) {}

  value(occasion: string): unknown {
    return this.chance.pick(`hostile/${occasion}`, HOSTILE);
  }

  body(given: Schema, occasion: string, depth = 0): unknown {
    if (depth > DEPTH_MAX || this.chance.happens(`field/${occasion}`, SHARE)) return this.value(occasion);
    const schema = given.$ref ? (this.schemas[given.$ref.split('/').at(-1)!] ?? {}) : given;
    if (schema.enum) return this.chance.pick(occasion, schema.enum);
    if (schema.properties) return this.object(schema.properties, occasion, depth);
    if (schema.anyOf) return this.body(this.chance.pick(occasion, schema.anyOf), `${occasion}?`, depth + 1);
    switch (schema.type) {
      case 'string':
        return schema.pattern
          ? (CODES.find((code) => new RegExp(schema.pattern!).test(code)) ?? '甲')
          : (TEXTS[schema.format ?? ''] ?? '甲');
      case 'integer':
      case 'number':
        return schema.minimum ?? 1;
      case 'boolean':
        return this.chance.happens(occasion, 0.5);
      case 'array':
        return Array.from({ length: this.chance.between(occasion, 0, 3) }, (_, n) =>
          this.body(schema.items ?? {}, `${occasion}/${n}`, depth + 1),
        );
      default:
        return {};
    }
  }

  private object(properties: Readonly<Record<string, Schema>>, occasion: string, depth: number): object {
    const left = Object.entries(properties).filter(
      ([name]) => !this.chance.happens(`left/${occasion}/${name}`, SHARE),
    );
    return Object.fromEntries(
      left.map(([name, field]) => [name, this.body(field, `${occasion}/${name}`, depth + 1)]),
    );
  }

  /** JSON, or something that claims to be. */
  text(schema: Schema, occasion: string): string {
    const sound = JSON.stringify(this.body(schema, occasion));
    const broken = [
      sound,
      sound,
      sound,
      sound.slice(0, -1),
      `[${sound}]`,
      `${sound}${sound}`,
      '[]',
      '""',
      '',
      '\ufeff{}',
      '{"a":'.repeat(200),
      `{"__proto__":${sound}}`,
    ];
    return this.chance.pick(`text/${occasion}`, broken);
  }
}
