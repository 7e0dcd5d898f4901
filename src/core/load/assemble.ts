import { isKataFolder, placeOf, type RecordKind, type RecordPlace } from '../model/layout';
import type { Problem } from '../model/problem';
import { FILE_START } from '../yaml/lines';
import { fileProblem } from '../yaml/yaml-problem';
import type { LastGood } from './last-good';
import type { KataHome, LoadedKata, LoadedRecord, Reading } from './loaded';
import { nameProblem } from './names';
import { type ReadFiles, unread } from './read-files';
import { strayProblem } from './strays';

/** One record on its way into its kata. */
interface Entry {
  readonly place: RecordPlace;
  readonly reading: Reading<RecordKind>;
}

/** Sorts records into homes and katas. */
export function assemble(
  { readings, places, others, problems }: ReadFiles,
  lastGood: LastGood | undefined,
): KataHome[] {
  const entries = [...readings].flatMap(([path, reading]): Entry[] => {
    const place = places.get(path) ?? null;
    return place === null ? [] : [{ place, reading }];
  });
  const strays = [...problems, ...others.flatMap((path) => strayProblem(path) ?? [])];
  const folders = new Set([
    ...entries.map(({ place }) => place.home),
    ...strays.map(({ path }) => belowHome(path).home),
  ]);
  return [...folders].sort().map((folder) =>
    assembleHome(
      folder,
      entries.filter(({ place }) => place.home === folder),
      strays.filter(({ path }) => belowHome(path).home === folder),
      lastGood,
    ),
  );
}

function assembleHome(
  folder: string,
  entries: readonly Entry[],
  strays: readonly Problem[],
  lastGood: LastGood | undefined,
): KataHome {
  const slugs = [...new Set(entries.flatMap(({ place }) => place.kata ?? []))].sort();
  const config = entries.find(({ place }) => place.kind === 'config');
  const katas: LoadedKata[] = [];
  const home: KataHome = {
    folder,
    config: config === undefined ? null : (loaded(config, 'config', lastGood) as LoadedRecord<'config'>),
    katas,
    problems: strays.filter(({ path }) => !slugs.includes(belowHome(path).kata ?? '')),
  };
  for (const slug of slugs) {
    const own = entries.filter(({ place }) => place.kata === slug);
    const problems = strays.filter(({ path }) => belowHome(path).kata === slug);
    katas.push(assembleKata(slug, home, own, problems, lastGood));
  }
  return home;
}

function assembleKata(
  slug: string,
  home: KataHome,
  entries: readonly Entry[],
  problems: readonly Problem[],
  lastGood: LastGood | undefined,
): LoadedKata {
  const folder = `${home.folder === '' ? '' : `${home.folder}/`}.kata/${slug}`;
  const path = `${folder}/kata.yaml`;
  const record = entries.find(({ place }) => place.kind === 'kata') ?? missingKata(path);
  const newer = record.reading.problems.some(({ code }) => code === 'schema/version');
  const count = new Map<string, number>();
  for (const { place } of entries) if (place.id !== null) count.set(place.id, (count.get(place.id) ?? 0) + 1);
  const recordsOf = <K extends RecordKind>(kind: K): LoadedRecord<K>[] =>
    entries
      .filter(({ place }) => place.kind === kind)
      .map((entry) => {
        const { id } = entry.place;
        const handle = id !== null && count.get(id) === 1 ? id : entry.reading.path.slice(folder.length + 1);
        const one = loaded(entry, handle, lastGood) as LoadedRecord<K>;
        return newer ? asOfNewerFormat(one) : one;
      });
  const own = loaded(record, 'kata', lastGood) as LoadedRecord<'kata'>;
  return {
    slug,
    folder,
    home,
    record: isKataFolder(slug) ? own : { ...own, problems: [badSlug(path, slug), ...own.problems] },
    obstacles: recordsOf('obstacle'),
    experiments: recordsOf('experiment'),
    coaching: recordsOf('coaching'),
    measurements: recordsOf('measurements'),
    problems,
  };
}

function loaded({ place, reading }: Entry, handle: string, lastGood: LastGood | undefined): LoadedRecord {
  const good = reading.value === undefined ? lastGood?.get(reading.path) : undefined;
  const named = nameProblem(place, reading.path);
  return {
    ...reading,
    value: reading.value ?? good,
    stale: good !== undefined,
    problems: named === null ? reading.problems : [named, ...reading.problems],
    readOnly: reading.readOnly,
    handle,
    id: place.id,
    metric: place.metric,
  };
}

/** What a newer format asks of its records is not ours to judge; nothing is written to them. */
function asOfNewerFormat<K extends RecordKind>(record: LoadedRecord<K>): LoadedRecord<K> {
  return {
    ...record,
    readOnly: true,
    problems: record.problems.filter(({ code }) => code.startsWith('file/')),
  };
}

function missingKata(path: string): Entry {
  const place = placeOf(path);
  if (place === null) throw new Error(`${path} is no place of a kata`);
  const message = 'This folder holds records but no kata.yaml: add one with `title` and `challenge`.';
  return { place, reading: unread(path, 'kata', fileProblem(path, 'file/missing', FILE_START, message)) };
}

function badSlug(path: string, slug: string): Problem {
  return {
    code: 'schema/slug',
    severity: 'error',
    message: `The folder ${slug} cannot name a kata: use lower-case letters, digits and single hyphens.`,
    path,
    range: FILE_START,
    field: '',
    kata: slug,
    related: [],
  };
}

/** The home and the kata's folder that a path below a `.kata` stands in, whatever it is. */
function belowHome(path: string): { home: string; kata: string | null } {
  const parts = path.split('/');
  const at = parts.lastIndexOf('.kata');
  return { home: parts.slice(0, at).join('/'), kata: parts.length > at + 2 ? (parts[at + 1] ?? null) : null };
}
