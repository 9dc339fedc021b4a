export { measured, openOperationFigures } from './operation-figures.ts'
export { measuredCaller } from './subgraph-calls.ts'
