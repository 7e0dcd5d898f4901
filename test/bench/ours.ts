// What is measured within the benchmark's own process, to be bundled as it is shipped.
export { loadHomes } from '../../src/core/load/load-homes';
export { RecordCache } from '../../src/core/load/record-cache';
export { workingTreeFiles } from '../../src/files/working-tree';
export { openRepository } from '../../src/git/repository';
export { ReviewCache } from '../../src/git/review/cache';
export { readReview } from '../../src/git/review/read-review';
