import type { LoadedKata, LoadedRecord } from '../load/loaded';
import type { YamlPath } from '../yaml/edit/types';
import { recordsOf, relatedPlace } from './places';
import type { Finding, Rule } from './rule';

/** An id where it is given: in a file's name (`at` is empty), or in a record. */
interface Use {
  readonly id: string;
  readonly kata: LoadedKata;
  readonly record: LoadedRecord;
  readonly at: YamlPath;
}

/** Ids are random, and one names one thing in all katas of a home: two files with one id are two things with one name. */
export const idDuplicate: Rule = {
  code: 'id/duplicate',
  severity: 'error',
  asks: 'Does each id name one thing only?',
  find(kata) {
    const everywhere = kata.home.katas.includes(kata) ? kata.home.katas : [kata];
    return [
      ...again(everywhere.flatMap(randomIds)),
      ...again(slugs(kata, 'targets')),
      ...again(slugs(kata, 'metrics')),
    ]
      .filter(({ use }) => use.kata === kata)
      .map(finding);
  },
};

/** Every use of an id but the first, with the first. */
function again(uses: readonly Use[]): { use: Use; first: Use }[] {
  const firsts = new Map<string, Use>();
  return uses.flatMap((use) => {
    const first = firsts.get(use.id);
    if (first === undefined) firsts.set(use.id, use);
    return first === undefined ? [] : [{ use, first }];
  });
}

function finding({ use, first }: { use: Use; first: Use }): Finding {
  const inFile = use.record === first.record ? 'in this file' : `in ${first.record.path}`;
  return {
    record: use.record,
    at: use.at,
    message: `The id ${use.id} is used already ${inFile}: give one of the two a new one.`,
    related: [relatedPlace(first.record, first.at, 'It is used first here')],
  };
}

function randomIds(kata: LoadedKata): Use[] {
  const named = recordsOf(kata).flatMap((record) =>
    record.id === null ? [] : [{ id: record.id, kata, record, at: [] }],
  );
  const corners = kata.experiments.flatMap((record) =>
    (record.value?.corners ?? []).map(({ id }, index) => ({
      id,
      kata,
      record,
      at: ['corners', index, 'id'],
    })),
  );
  return [...named, ...corners.filter(({ id }) => id !== '')];
}

function slugs(kata: LoadedKata, list: 'targets' | 'metrics'): Use[] {
  const { record } = kata;
  const uses = (record.value?.[list] ?? []).map(({ id }, index) => ({
    id,
    kata,
    record,
    at: [list, index, 'id'],
  }));
  return uses.filter(({ id }) => id !== '');
}
