import type { ErrorCode } from 'yaml';
import type { z } from 'zod';
import type { List } from './centre.ts';
import type { Path } from './places.ts';

/** What is wrong with a field: where, shown at its name or its value, and why in plain words. */
export interface Flaw {
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly reason: string;
}
type Issue = z.core.$ZodIssue;

/** The issues of the schema in plain words; values of the file are never repeated, one of them could be a password. [CF2] */
export const flaws = (issues: readonly Issue[]): readonly Flaw[] => issues.flatMap(flaw);

type Of<Code> = Extract<Issue, { readonly code: Code }>;

const explain: { readonly [C in Issue['code']]?: (issue: Of<C>) => readonly Flaw[] } = {
  invalid_type: (issue) =>
    value(
      issue,
      issue.input === undefined
        ? `"${String(issue.path.at(-1) ?? '')}" is missing.`
        : `Expected ${a(issue.expected)}, got ${kind(issue.input)}.`,
    ),
  unrecognized_keys: ({ keys, path }) =>
    keys.map((key) => ({ path: [...path, key], part: 'key', reason: `There is no field "${key}" here.` })),
  invalid_key: ({ issues, path }) => [{ path, part: 'key', reason: `This name is not possible. ${issues[0]?.message ?? ''}`.trim() }],
  invalid_union: either,
  invalid_value: (issue) =>
    value(
      issue,
      `Expected ${issue.values
        .map(String)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')}.`,
    ),
  too_small: (issue) => value(issue, amount(issue)),
  too_big: (issue) => value(issue, amount(issue)),
  invalid_format: (issue) => value(issue, issue.format === 'email' ? 'This is no e-mail address.' : issue.message),
};

function flaw(issue: Issue): readonly Flaw[] {
  const explained = explain[issue.code] as ((issue: Issue) => readonly Flaw[]) | undefined;
  return explained ? explained(issue) : value(issue, issue.message);
}

const value = ({ path }: Issue, reason: string): readonly Flaw[] => [{ path, part: 'value', reason }];

/** Of several shapes the one that was meant: the one of the right type. */
function either(issue: z.core.$ZodIssueInvalidUnion): readonly Flaw[] {
  const meant = issue.errors.find((issues) => !issues.some((i) => i.code === 'invalid_type' && i.path.length === 0));
  if (meant) return meant.flatMap((i) => flaw({ ...i, path: [...issue.path, ...i.path] }));
  return [{ path: issue.path, part: 'value', reason: `Expected a text, or one text per language (en, de), got ${kind(issue.input)}.` }];
}

function amount(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (issue.origin === 'string')
    return issue.code === 'too_small' && Number(issue.minimum) === 1 ? 'This must not be empty.' : `Write ${limit} characters.`;
  return issue.origin === 'array' ? `Name ${limit}.` : `Choose a number of ${limit}.`;
}

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields',
  record: 'fields',
};
const a = (type: string): string => types[type] ?? type;

function kind(value: unknown): string {
  if (value === null) return 'nothing';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a number with a fraction';
  return Array.isArray(value) ? 'a list' : a(typeof value);
}

const names: Readonly<Record<List, string>> = {
  users: 'user',
  teams: 'team',
  groups: 'group',
  skills: 'skill',
  queues: 'queue',
  dispositions: 'disposition',
  notReadyReasons: 'Not Ready reason',
  hours: 'hours',
  entryPoints: 'entry point',
  phones: 'phone',
  trunks: 'trunk',
  mailboxes: 'mailbox',
  widgets: 'widget',
  cannedResponses: 'canned response',
};

/** What one item of a list is called. */
export const itemName = (list: List): string => names[list];

/** The reason for a name that is used and not defined. */
export const missingName = (list: List, key: string): string => `There is no ${names[list]} "${key}" in this file.`;

const yaml: Readonly<Partial<Record<ErrorCode, string>>> = {
  TAB_AS_INDENT: 'Indent with spaces, not with a tab.',
  BAD_INDENT: 'The indentation does not fit the lines before, or a bracket is not closed.',
  MISSING_CHAR: 'A character is missing here: a colon, a comma, a bracket or a quotation mark.',
  UNEXPECTED_TOKEN: 'This is not expected here. Does a text before it need quotes?',
  BLOCK_AS_IMPLICIT_KEY: 'Nested fields are not possible on this line. Does a text with a colon need quotes?',
  MULTILINE_IMPLICIT_KEY: 'A name and its colon must stand on one line. Is a colon missing?',
  BAD_SCALAR_START: 'A text cannot begin with this character without quotes.',
  BAD_ALIAS: 'This reference (*name) is not complete. A text that begins with * needs quotes.',
  BAD_DQ_ESCAPE: 'This escape (\\) is not possible in a quoted text.',
  MULTIPLE_DOCS: 'A file holds one contact centre only, without a line "---" in between.',
  TAG_RESOLVE_FAILED: 'Tags (!name) are not possible here. A text that begins with ! needs quotes.',
  RESOURCE_EXHAUSTION: 'The file is nested too deeply.',
  KEY_OVER_1024_CHARS: 'This name is too long. Is a colon missing?',
};

/** The reason for a text that is no YAML. */
export const inYaml = (code: ErrorCode): string => yaml[code] ?? `This cannot be read as YAML (${code}).`;
