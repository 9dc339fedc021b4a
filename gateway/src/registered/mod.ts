export { documentCheck, operationNamesOf } from './check-document.ts'
export { type Documents, ManifestError, type ManifestFile, readManifests } from './manifest.ts'
export {
  BrokenPublicationError,
  type Publication,
  publicationIds,
  publish,
  readPublication,
  removePublication,
} from './publications.ts'
