/**
 * One field of what comes in: its check, its form and its description in one declaration. The form of a
 * screen, the description of the interface and the line of a refusal are all read from here, so they cannot
 * differ.
 */
import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { ValidateBy, ValidateIf } from 'class-validator';
import { wordsAt } from '../shared/field-names.js';
import { Register } from './register.js';
import { missing } from './words.js';
import type { Wanted } from './words.js';

export type Schema = Readonly<Record<string, unknown>>;

/** What a field is to the person who fills it in. */
export type Described = Wanted &
  Readonly<{
    kind: string;
    label: string;
    /** Codes, each with its name in Chinese. */
    choices?: Readonly<Record<string, string>>;
  }>;

/**
 * What a field is called, where its name alone does not say it, and an example of its own. `from` is where a
 * value is taken from that nobody can make up: it stands for what is wanted, and for the example.
 */
export type Called = Readonly<{ called?: string; example?: string; from?: string }>;

/** One object within a field or, where there is a `max`, a list of at most so many. */
export type Within = Readonly<{ shape: () => Type<object>; max?: number }>;

export const WITHIN = new Register<Within>();
/** How a value is written in its one form, before it is checked. */
export const FORMS = new Register<(value: unknown) => unknown>();
export const DESCRIBED = new Register<Described>();

/** What is wrong with a value, as a sentence without its full stop, or nothing. */
export type Fault = (value: unknown, wanted: Wanted) => string | undefined;

/** How a kind of field is declared; `example` is of the kind, where the field itself has none. */
export type Kind = Readonly<{
  kind: string;
  schema: Schema;
  noun: string;
  wants: string;
  example: string;
  fault: Fault;
  choices?: Readonly<Record<string, string>>;
  form?: (value: unknown) => unknown;
  /** The example as the interface describes it; a text where nothing else is said. */
  asJson?: (example: string) => unknown;
}>;

/** A check that is also a description. What is missing is said in the same words everywhere. */
export function field(
  { kind, schema, noun, wants, example, fault, choices, form, asJson = (text) => text }: Kind,
  { called, from, example: own = from === undefined ? undefined : '' }: Called = {},
): PropertyDecorator {
  return (target, property) => {
    const { zh: label = String(property), example: usual } = wordsAt([String(property)]);
    const fits = (text: string) => fault(asJson(text), { noun, wants, example }) === undefined;
    const described: Described = {
      kind,
      label: called ?? label,
      noun,
      wants: from ?? wants,
      example: own ?? (usual !== undefined && fits(usual) ? usual : example),
      ...(choices ? { choices } : {}),
    };
    const sentence = (value: unknown) => (value === undefined ? missing(described) : fault(value, described));
    const validator = {
      validate: (value: unknown) => sentence(value) === undefined,
      defaultMessage: (args?: { value: unknown }) => sentence(args?.value) ?? '',
    };
    const examples = described.example === '' ? {} : { examples: [asJson(described.example)] };
    ValidateBy({ name: kind, constraints: [{ ...schema, ...examples }], validator })(target, property);
    DESCRIBED.note(target, property, described);
    if (form) FORMS.note(target, property, form);
  };
}

/** May be left out. Not the framework's own: that lets null through. */
export const Optional = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
/** Must be there where the rest of the body says so, and is checked wherever it is there. */
export const RequiredWhen = <B extends object>(needed: (body: B) => boolean): PropertyDecorator =>
  ValidateIf((body: B, value) => value !== undefined || needed(body));
