const STOPS = '.value.can-edit, .menu-face.can-edit, .editor';

/**
 * The arrow keys in a list or table (`data-arrows`, its rows `data-row`): up and down to the same
 * column of the next row, left and right along the row. Tab goes on as everywhere.
 */
export function moveByArrows(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const here = event.target;
  if (!(here instanceof HTMLElement) || here.matches('.editor')) return;
  const row = here.closest<HTMLElement>('[data-row]');
  const around = row?.closest<HTMLElement>('[data-arrows]');
  if (!row || !around) return;
  const to = aim(event.key, here, row, around);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function aim(key: string, here: HTMLElement, row: HTMLElement, around: HTMLElement): HTMLElement | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const stops = visible(row);
    return stops[stops.indexOf(here) + (key === 'ArrowLeft' ? -1 : 1)];
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const rows = [...around.querySelectorAll<HTMLElement>('[data-row]')].filter(
    (one) => one.offsetParent !== null,
  );
  const next = rows[rows.indexOf(row) + (key === 'ArrowUp' ? -1 : 1)];
  if (!next) return undefined;
  const column = here.closest<HTMLElement>('[data-col]')?.dataset.col;
  const same = visible(next).find((stop) => stop.closest<HTMLElement>('[data-col]')?.dataset.col === column);
  return same ?? visible(next)[0];
}

function visible(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => stop.offsetParent !== null);
}
