/*
 * Shows: the feed describes itself in AsyncAPI 3.0.
 * How: held to the schema of the specification, and to the language.
 */
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import specs from '@asyncapi/specs';
import { NAMESPACE, PUBLISHED_NAMES } from '#feed';
import { asyncApi } from '../../apps/server/src/feed/asyncapi.js';

const document = asyncApi('rushi.example', 'https') as Readonly<{
  channels: Readonly<Record<string, Readonly<{ messages: object }>>>;
  components: Readonly<{ messages: Readonly<Record<string, Readonly<{ name: string }>>> }>;
}>;

describe('the description of the feed', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
  addFormats.default(ajv);
  const valid = ajv.compile((specs as unknown as { schemas: Record<string, object> }).schemas['3.0.0']!);

  it('is a document of AsyncAPI 3.0', () => {
    expect([valid(document), valid.errors]).toEqual([true, null]);
  });

  it('would not be one with a channel that is no channel', () => {
    expect(valid({ ...document, channels: { events: { address: 7 } } })).toBe(false);
  });

  it('has a message for every published type, on both ways to get it', () => {
    expect(Object.values(document.components.messages).map(({ name }) => name)).toEqual(
      PUBLISHED_NAMES.map((name) => `${NAMESPACE}${name}`),
    );
    for (const { messages } of Object.values(document.channels))
      expect(Object.keys(messages)).toEqual(Object.keys(document.components.messages));
  });
});
