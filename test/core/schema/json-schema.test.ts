import assert from 'node:assert/strict';
import * as z from 'zod';
import { SCHEMAS } from '../../../src/core/model/schemas';
import { jsonSchema, SCHEMA_KINDS } from '../../../src/core/schema/json-schema';

type Node = { readonly [key: string]: unknown };

/** Each property of a schema, those of its lists and maps too, as `targets.achieveBy`. */
function properties(schema: Node, at = ''): [string, Node][] {
  const items = schema.items as Node | undefined;
  const own = Object.entries((schema.properties ?? {}) as Record<string, Node>);
  return [
    ...own.flatMap(([key, inner]): [string, Node][] => {
      const path = at === '' ? key : `${at}.${key}`;
      return [[path, inner], ...properties(inner, path)];
    }),
    ...(items === undefined ? [] : properties(items, at)),
  ];
}

describe('the JSON Schema', () => {
  for (const kind of SCHEMA_KINDS) {
    it(`of ${kind} is draft 7, requires what the reader requires, and takes any other key`, () => {
      const schema = jsonSchema(kind);
      assert.equal(schema.$schema, 'http://json-schema.org/draft-07/schema#');
      const required = Object.entries(SCHEMAS[kind].shape).filter(
        ([, inner]) => !(inner instanceof z.ZodOptional),
      );
      assert.deepEqual(
        schema.required ?? [],
        required.map(([key]) => key),
      );
      assert.notEqual(schema.additionalProperties, false);
      assert.deepEqual(Object.keys(schema.properties as object), Object.keys(SCHEMAS[kind].shape));
    });

    it(`of ${kind} says of each key what it is for`, () => {
      const silent = Object.entries(jsonSchema(kind).properties as Record<string, Node>).filter(
        ([, { description }]) => description === undefined,
      );
      assert.deepEqual(
        silent.map(([key]) => key),
        [],
      );
    });

    it(`of ${kind} takes an empty value for each key that may be absent`, () => {
      const schema = jsonSchema(kind);
      for (const [path, node] of properties(schema).filter(([path]) => !path.includes('.'))) {
        const isRequired = ((schema.required ?? []) as string[]).includes(path);
        assert.equal((node.type as string[]).includes('null'), !isRequired, path);
      }
    });
  }

  it('takes prose that YAML reads as a number, and only the words that a key knows', () => {
    const found = new Map(properties(jsonSchema('kata')));
    assert.deepEqual(found.get('title')?.type, ['string', 'number', 'boolean']);
    assert.deepEqual(found.get('targets.state')?.enum, [
      'planned',
      'active',
      'reached',
      'missed',
      'abandoned',
      null,
    ]);
    assert.equal(found.get('targets.achieveBy')?.format, 'date');
    assert.equal(found.get('targets.id')?.pattern, '^[a-z0-9]+(?:-[a-z0-9]+)*$');
  });
});
