// For tests and `npm run fuzz` only.
export { bytesOf, type Spoilt, spoiltFile } from './cases.ts'
export { HUGE_FILES, type HugeFile, jumpingPositions, manyTracks, noisyCounter } from './huge-files.ts'
export { keepsPromises } from './promises.ts'
