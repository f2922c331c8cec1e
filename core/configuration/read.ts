import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Centre, centreSchema } from './centre.ts';
import { contradictions, dangling } from './coherence.ts';
import { oddities } from './oddities.ts';
import { type Path, placeOf } from './places.ts';
import { flaws, inYaml, missingName } from './reasons.ts';

/** What is wrong at one place of a file; line and column begin at 1, `path` names the field. Never holds a value of the file. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly reason: string;
}
/** A centre whose every field is filled in, or everything that keeps the file from being one. */
export type Reading = { readonly centre: Centre } | { readonly problems: readonly Problem[] };

const bytes = 1_000_000;
const aliases = 100;
const shown = 50;
const located = 500;
const unfolded = 'The references (*name) of this file unfold too far.';

/** Reads a contact centre from the text of a YAML file. Never throws because of the text. [CF1] */
export function readCentre(text: string): Reading {
  if (new TextEncoder().encode(text).length > bytes) return problem('The file is larger than 1 MB.');
  const lines = new LineCounter();
  try {
    return read(parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false }), lines);
  } catch (error) {
    if (error instanceof RangeError) return problem(error.cause ? unfolded : inYaml('RESOURCE_EXHAUSTION')); // without a cause: the stack of the parser
    throw error;
  }
}

function read(doc: Document, lines: LineCounter): Reading {
  const at = (offset: number, path: Path, reason: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), path: path.join('.'), reason };
  };
  if (doc.errors.some((error) => error.code === 'RESOURCE_EXHAUSTION')) return problem(inYaml('RESOURCE_EXHAUSTION'));
  const broken = [...doc.errors, ...doc.warnings].map((error) => at(error.pos[0], [], inYaml(error.code)));
  if (broken.length) return sorted(broken);
  const odd = oddities(doc, aliases).map(({ offset, path, reason }) => at(offset, path, reason));
  if (odd.length) return sorted(odd);

  const here = (path: Path, part: 'key' | 'value', reason: string) => at(placeOf(doc, path, part), path, reason);
  const parsed = centreSchema.safeParse(plain(doc), { reportInput: true });
  if (!parsed.success)
    return sorted(
      flaws(parsed.error.issues)
        .slice(0, located)
        .map(({ path, part, reason }) => here(path, part, reason)),
    );
  const lost = [
    ...dangling(parsed.data).map((d) => here(d.path, 'value', missingName(d.list, d.key))),
    ...contradictions(parsed.data).map((c) => here(c.path, 'value', c.reason)),
  ];
  return lost.length ? sorted(lost) : { centre: parsed.data };
}

/** The document as plain values. Few aliases that each hold many are caught here: the library counts what they unfold to. */
function plain(doc: Document): unknown {
  try {
    return doc.toJS({ maxAliasCount: aliases });
  } catch (error) {
    if (error instanceof ReferenceError) throw new RangeError(unfolded, { cause: error });
    throw error;
  }
}

function sorted(problems: readonly Problem[]): Reading {
  return { problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, shown) };
}

const problem = (reason: string): Reading => ({ problems: [{ line: 1, column: 1, path: '', reason }] });
