import * as z from 'zod';
import type { RecordKind } from '../model/layout';
import { scalarKinds } from '../model/scalars';
import { RECORD_WORDS, SCHEMAS } from '../model/schemas';

/** The records that have a JSON Schema of their own to be asked for. */
export const SCHEMA_KINDS = [
  'kata',
  'obstacle',
  'experiment',
  'coaching',
  'config',
] as const satisfies readonly RecordKind[];

export type SchemaKind = (typeof SCHEMA_KINDS)[number];

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of a record, for editors: draft 7, which YAML tooling reads best. It accepts what a reader accepts:
 * unknown keys, an empty value for an optional key, a bare number or `true` where prose is meant.
 */
export function jsonSchema(kind: SchemaKind): JsonSchema {
  const schema = z.toJSONSchema(SCHEMAS[kind], {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema: made }) => {
      const isOptional = zodSchema instanceof z.ZodOptional;
      const schema = (isOptional ? zodSchema.unwrap() : zodSchema) as unknown as z.ZodType;
      const target = made as Record<string, unknown>;
      const is = scalarKinds.get(schema)?.is;
      if (is === 'prose' || is === 'required') target.type = ['string', 'number', 'boolean'];
      // Keys of a map are texts anyway.
      delete target.propertyNames;
      if (schema instanceof z.ZodRecord)
        acceptNothing(target.additionalProperties as Record<string, unknown>);
      if (isOptional) acceptNothing(target);
    },
  });
  return { title: `Improvement Kata: ${RECORD_WORDS[kind]}`, ...schema };
}

/** `expect:` with nothing behind it counts as absent. */
function acceptNothing(made: Record<string, unknown>): void {
  const { type } = made;
  if (typeof type === 'string') made.type = [type, 'null'];
  else if (Array.isArray(type) && !type.includes('null')) made.type = [...type, 'null'];
  if (Array.isArray(made.enum) && !made.enum.includes(null)) made.enum = [...made.enum, null];
}
