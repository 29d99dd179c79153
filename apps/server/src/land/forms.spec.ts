import { describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { PROCEDURE, WORKS } from '#land';
import { ELSEWHERE, fieldsOf, formOfTask, workForm } from './forms.js';
import type { FormField } from './forms.js';
import { RevisionBody } from './scheme/scheme.bodies.js';
import { ANSWER } from '../openapi/answer.decorator.js';
import { bodySchema } from '../openapi/body-schema.js';
import { SchemeController } from './scheme/scheme.controller.js';

const all = (fields: readonly FormField[]): readonly FormField[] =>
  fields.flatMap((field) => [field, ...all(field.fields ?? [])]);
const FORMS = WORKS.map(workForm);
const FIELDS = FORMS.flatMap(({ kind, outcomes }) =>
  outcomes.flatMap(({ outcome, fields }) =>
    all(fields).map((field) => [`${kind}/${outcome} ${field.name}`, field] as const),
  ),
);

describe('the form of every outcome', () => {
  it('calls each of its fields by a Chinese name', () => {
    expect(FIELDS.length).toBeGreaterThan(80);
    expect(FIELDS.filter(([, { label }]) => !/[\u4e00-\u9fff]/.test(label)).map(([name]) => name)).toEqual(
      [],
    );
  });

  it('says what kind of value a field takes, and shows an example that its pattern takes', () => {
    const kinds = new Set(FIELDS.map(([, { kind }]) => kind));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(['choice', 'day', 'documentNo', 'fen', 'list', 'object', 'paragraph']),
    );
    for (const [name, { pattern, example }] of FIELDS)
      if (pattern !== undefined)
        expect([name, new RegExp(pattern).test(example ?? '')]).toEqual([name, true]);
    for (const [name, { kind, choices = [] }] of FIELDS)
      if (kind === 'choice' || kind === 'choices') {
        expect([name, choices.length > 0]).toEqual([name, true]);
        expect([name, choices.includes('')]).toEqual([name, false]);
      }
  });

  it('names what must be filled in, and within which limits', () => {
    const [approve] = workForm(WORKS.find(({ kind }) => kind === 'decide-scheme')!).outcomes;
    expect(approve).toEqual({
      outcome: 'approve',
      zh: '批准',
      right: 'scheme.decide',
      fields: [
        {
          name: 'documentNo',
          label: '文号',
          kind: 'documentNo',
          required: true,
          minLength: 1,
          maxLength: 200,
          wants: '文号或者编号，不超过 200 字',
          example: '章自然资〔2026〕12号',
        },
      ],
    });
  });

  it('says of a revised scheme which route takes it, and asks for the scheme as that route does', () => {
    const [revise, withdraw] = formOfTask('revise-scheme')!.outcomes;
    const read = (key: string, target: object) => Reflect.getMetadata(key, target) as unknown;
    const route = Object.getOwnPropertyDescriptor(SchemeController.prototype, 'revise')!.value as object;
    const path = `/${[SchemeController, route].map((one) => read(PATH_METADATA, one)).join('/')}`;
    expect(revise?.route).toEqual({
      method: RequestMethod[read(METHOD_METADATA, route) as RequestMethod],
      path: path.replaceAll(/:(\w+)/g, '{$1}'),
    });
    const { body } = ELSEWHERE['revise-scheme/revise'];
    expect(read(ANSWER, route)).toMatchObject({ body: bodySchema(body) });
    expect(revise?.fields).toEqual(fieldsOf(RevisionBody));
    expect(revise?.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['scheme', 'object', true],
      ['answers', 'list', false],
    ]);
    const within = (field: FormField | undefined, name: string) =>
      field?.fields?.find((one) => one.name === name);
    const use = within(within(revise?.fields[0], 'deal'), 'use');
    expect(within(use, 'code')?.label).toBe('用途代码');
    expect(withdraw?.route).toBeUndefined();
    expect(FORMS.flatMap(({ outcomes }) => outcomes).filter(({ fields }) => fields.length === 0)).toEqual([]);
  });

  it('is there for each kind of work, in the part of the procedure that declares it', () => {
    expect(FORMS.map(({ kind, part }) => [kind, part])).toEqual(
      PROCEDURE.flatMap(({ part, work }) => work.map(({ kind }) => [kind, part])),
    );
    expect(formOfTask('work-of-another-release')).toBeUndefined();
    expect(fieldsOf(class {})).toEqual([]);
  });
});
