import { type Document, type Node, parseDocument, visit } from 'yaml';
import { refuseUnadmitted } from './admitted';
import { type Data, dataOf } from './data';
import { refuse } from './refusal';

/** A text that may be edited, parsed. */
export interface Opened {
  readonly text: string;
  readonly doc: Document;
  readonly root: Node | null;
  readonly data: Data;
}

const SEVERAL = 'MULTIPLE_DOCS';

/**
 * Parses a text for an edit. Refuses what no edit can be sure of: errors, several documents, directives,
 * anchors, aliases, tags, merge keys and keys that stand twice (format.md, "Edits"), and what the reader's
 * gate and limits refuse.
 */
export function openYaml(text: string): Opened {
  refuseUnadmitted(text);
  // Unique keys are checked in `dataOf`: the library's own check is quadratic in the keys of a map.
  const doc = parseDocument(text, { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false });
  const error = doc.errors[0];
  if (error?.code === SEVERAL)
    refuse(
      'several-documents',
      'The file holds several YAML documents.',
      'Keep one document a file, then edit again.',
    );
  if (error !== undefined) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    refuse(
      'syntax',
      `The file is not valid YAML at line ${line}: ${error.message}`,
      'Mend the file by hand, then edit again.',
    );
  }
  if (doc.directives?.yaml.explicit || /^%/m.test(text.slice(0, doc.range?.[0] ?? 0)))
    refuse(
      'directive',
      'The file starts with a YAML directive.',
      'Remove the line that starts with %, then edit again.',
    );
  refuseForeign(doc);
  return { text, doc, root: doc.contents as Node | null, data: dataOf(doc.contents, text) };
}

function refuseForeign(doc: Document): void {
  visit(doc, {
    Alias: () => foreign('an alias (*name)'),
    Pair: (_, pair) => {
      const key = pair.key as { value?: unknown; type?: string } | null;
      if (key?.value === '<<' && key.type === 'PLAIN') foreign('a merge key (<<)');
    },
    Node: (_, node) => {
      const { anchor, tag, srcToken } = node as { anchor?: string; tag?: string; srcToken?: unknown };
      if (anchor !== undefined) foreign(`the anchor &${anchor}`);
      if (tag !== undefined && srcToken !== undefined && tag !== '') foreign(`the tag ${tag}`);
    },
  });
}

function foreign(what: string): never {
  return refuse(
    'foreign',
    `The file uses ${what}, which is no part of the kata format.`,
    'Write the value out by hand, then edit again.',
  );
}
