/** How many folders or files are read at once: enough to keep the disk busy, few enough for any limit on open files. */
const AT_ONCE = 32;

/** `work` for each item, `AT_ONCE` at a time, answers in the items' order. */
export async function inTurn<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) answers[at] = await work(items[at] as A);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return answers;
}
