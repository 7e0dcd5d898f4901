import type { Story } from './story';

/** One edit that a person could make, and the one line by which a review is to tell of it. */
export interface StoryEdit {
  /** Where it is; of two edits, where one is within the other, only one can be made. */
  readonly scope: string;
  readonly told: string;
  apply(story: Story): void;
}

type Fields = Record<string, unknown>;

function set(map: Fields, key: string, value: unknown): void {
  map[key] = value;
}

const NEW = 'Something that nobody wrote before';
const FOLDERS = ['obstacles', 'experiments', 'coaching'] as const;
const LISTS = { metrics: 'id', currentCondition: 'date', targets: 'id' } as const;

/** Every edit of one thing that can be made in a story. */
export function editsOf(story: Story): StoryEdit[] {
  return [...directionEdits(story), ...listEdits(story), ...recordEdits(story), ...pointEdits(story)];
}

/** Edits of each field of a map: another text, gone, and one that was not there. */
function fieldEdits(
  scope: string,
  told: (key: string) => string,
  at: (story: Story) => Fields,
  story: Story,
  keys: readonly string[],
): StoryEdit[] {
  const now = at(story);
  return keys.map((key) => {
    const isThere = now[key] !== undefined;
    return {
      scope: `${scope}/${key}/`,
      told: told(key),
      apply: (one) => {
        if (isThere && key.length % 2 === 0) delete at(one)[key];
        else at(one)[key] = key === 'checkBy' || key === 'until' ? '2026-12-24' : NEW;
      },
    };
  });
}

function numberEdits(
  scope: string,
  told: (key: string) => string,
  at: (story: Story) => Fields,
  map: string,
): StoryEdit[] {
  return ['p95', 'calls'].map((metric) => ({
    scope: `${scope}/${map}/${metric}/`,
    told: told(`${map}.${metric}`),
    apply: (story) => {
      const values = at(story)[map] as Fields | undefined;
      at(story)[map] = { ...values, [metric]: 12345 };
    },
  }));
}

function directionEdits(story: Story): StoryEdit[] {
  const told = (key: string) => `kata kata: ${key}`;
  return [
    ...fieldEdits('kata', told, (one) => one.kata, story, ['northStar', 'focusProcess', 'extra']),
    ...fieldEdits(
      'kata/team',
      (key) => told(`team.${key}`),
      (one) => one.kata.team as Fields,
      story,
      ['coach', 'learner'],
    ),
    {
      scope: 'kata/team/members/',
      told: told('team.members'),
      apply: (one) => one.kata.team?.members?.push('Dee'),
    },
  ];
}

function listEdits(story: Story): StoryEdit[] {
  return (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap((list) => {
    const key = LISTS[list];
    const items = (one: Story) => (one.kata[list] ?? []) as Fields[];
    const own = items(story).flatMap((item): StoryEdit[] => {
      const id = String(item[key]);
      const at = (one: Story) => items(one).find((other) => other[key] === id) ?? {};
      const told = (field: string) => `${list} ${id}: ${field}`;
      const fields = {
        metrics: ['title', 'unit'],
        currentCondition: ['process', 'knowledge'],
        targets: ['title', 'pattern', 'reflection'],
      };
      return [
        ...fieldEdits(`kata/${list}/${id}`, told, at, story, fields[list]),
        ...(list === 'metrics' ? [] : numberEdits(`kata/${list}/${id}`, told, at, 'values')),
        {
          scope: `kata/${list}/${id}/`,
          told: `${list} ${id}: deleted`,
          apply: (one) => void items(one).splice(items(one).indexOf(at(one)), 1),
        },
      ];
    });
    const name = list === 'currentCondition' ? '2027-01-02' : 'brand-new';
    const item = { [key]: name, ...(list === 'currentCondition' ? { process: NEW } : { title: NEW }) };
    return [
      ...own,
      {
        scope: `kata/${list}/${name}/`,
        told: `${list} ${name}: added`,
        apply: (one) => void items(one).unshift(item),
      },
    ];
  });
}

const FIELDS = {
  obstacles: ['title', 'owner', 'note', 'state', 'extra'],
  experiments: ['title', 'step', 'expect', 'happened', 'learned', 'checkBy', 'learner'],
  coaching: ['coach', 'learner', 'nextStep', 'notes'],
};

function recordEdits(story: Story): StoryEdit[] {
  return FOLDERS.flatMap((folder) => {
    const own = Object.keys(story[folder]).flatMap((name): StoryEdit[] => {
      const id = name.split('-').slice(0, 2).join('-');
      const at = (one: Story) => one[folder][name] as Fields;
      const told = (field: string) => `${folder} ${id}: ${field}`;
      // What the schema requires can't be taken away, and a state is one of few words.
      const keys = FIELDS[folder].filter(
        (key) => !['title', 'step', 'state'].includes(key) || folder === 'coaching',
      );
      return [
        ...fieldEdits(`${folder}/${id}`, told, at, story, keys),
        ...(folder === 'experiments'
          ? [
              ...numberEdits(`${folder}/${id}`, told, at, 'expectValues'),
              ...numberEdits(`${folder}/${id}`, told, at, 'values'),
              {
                scope: `${folder}/${id}/step/`,
                told: told('step'),
                apply: (one: Story) => set(at(one), 'step', NEW),
              },
              ...cornerEdits(story, name),
            ]
          : []),
        ...(folder === 'obstacles'
          ? [
              {
                scope: `${folder}/${id}/state/`,
                told: told('state'),
                apply: (one: Story) =>
                  set(at(one), 'state', at(one).state === 'parked' ? 'removed' : 'parked'),
              },
            ]
          : []),
        {
          scope: `${folder}/${id}/`,
          told: told('deleted'),
          apply: (one) => void delete one[folder][name],
        },
        {
          scope: `${folder}/${id}/`,
          told: told('renamed'),
          apply: (one) => {
            const { [name]: moved, ...others } = one[folder];
            one[folder] = { ...others, [`${id}-other-name`]: moved } as never;
          },
        },
      ];
    });
    const added = { obstacles: 'o-nnnnn', experiments: 'x-nnnnn', coaching: 'q-nnnnn' }[folder];
    const value = { obstacles: { title: NEW }, experiments: { step: NEW }, coaching: { notes: NEW } }[folder];
    return [
      ...own,
      {
        scope: `${folder}/${added}/`,
        told: `${folder} ${added}: added`,
        apply: (one) => set(one[folder], added, value),
      },
    ];
  });
}

function cornerEdits(story: Story, name: string): StoryEdit[] {
  const id = name.split('-').slice(0, 2).join('-');
  const corners = (one: Story) => (one.experiments[name]?.corners ?? []) as Fields[];
  const own = corners(story).flatMap((corner): StoryEdit[] => {
    const at = (one: Story) => corners(one).find((other) => other.id === corner.id) ?? {};
    const told = (field: string) => `corners ${String(corner.id)}: ${field}`;
    return [
      ...fieldEdits(`experiments/${id}/corners/${String(corner.id)}`, told, at, story, [
        'what',
        'why',
        'plan',
        'until',
        'kept',
      ]),
      {
        scope: `experiments/${id}/corners/${String(corner.id)}/`,
        told: told('deleted'),
        apply: (one) => void corners(one).splice(corners(one).indexOf(at(one)), 1),
      },
    ];
  });
  const added = `c-nnn${id.slice(2, 4)}`;
  return [
    ...own,
    {
      scope: `experiments/${id}/corners/${added}/`,
      told: `corners ${added}: added`,
      apply: (one) => {
        const experiment = one.experiments[name];
        if (experiment !== undefined)
          experiment.corners = [{ id: added, what: NEW }, ...(experiment.corners ?? [])];
      },
    },
  ];
}

function pointEdits(story: Story): StoryEdit[] {
  return Object.entries(story.measurements).flatMap(([name, points]): StoryEdit[] => {
    const metric = name.split('/')[0] ?? '';
    const lines = [...new Map(points.map((point) => [point.at, point])).values()];
    return [
      ...lines.map(
        (point): StoryEdit => ({
          scope: `points/${name}/${point.at}/`,
          told: `points ${metric}: − ${point.at}`,
          apply: (one) => {
            one.measurements[name] = (one.measurements[name] ?? []).filter(({ at }) => at !== point.at);
          },
        }),
      ),
      {
        scope: `points/${name}/new/`,
        told: `points ${metric}: + 2026-12-0${(name.codePointAt(name.length - 1) ?? 0) % 9}T08:00:00Z`,
        apply: (one) =>
          one.measurements[name]?.push({
            at: `2026-12-0${(name.codePointAt(name.length - 1) ?? 0) % 9}T08:00:00Z`,
            value: 600,
          }),
      },
    ];
  });
}
