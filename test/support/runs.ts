/** How often a loop runs: `quick` times by default; `KATA_RUNS=100` makes it a hundred times as many. */
export function runs(quick: number): number {
  const factor = Number(process.env.KATA_RUNS ?? '1');
  return Math.max(1, Math.round(quick * (Number.isFinite(factor) && factor > 0 ? factor : 1)));
}
