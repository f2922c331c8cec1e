/** What is needed of a JSON schema to make a value that fits. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const samples: Readonly<Record<string, (schema: Schema) => unknown>> = {
  string: ({ format, minLength = 1, pattern = '' }) =>
    format === 'uuid' ? '01900000-0000-7000-8000-000000000000' : (new RegExp(pattern).test('x') ? 'x' : '1').repeat(minLength),
  integer: ({ minimum = 1 }) => Math.max(minimum, 1),
  number: ({ minimum = 1 }) => Math.max(minimum, 1),
  boolean: () => true,
  array: () => [],
  object: ({ required = [], properties = {} }) => Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})])),
};

/** A smallest value that fits a schema; throws for a kind of schema it does not know. */
export function sampleOf(schema: object): unknown {
  const one = schema as Schema;
  if ('const' in one) return one.const;
  if (one.enum) return one.enum[0];
  if (one.anyOf?.[0]) return sampleOf(one.anyOf[0]);
  if (one.oneOf?.[0]) return sampleOf(one.oneOf[0]);
  const sample = samples[one.type ?? ''];
  if (!sample) throw new Error(`No sample of ${JSON.stringify(schema)}.`);
  return sample(one);
}
