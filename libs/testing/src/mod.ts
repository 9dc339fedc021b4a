export { callRoute } from './call-route.ts'
export { chromiumPath, skippedWithoutChromium } from './chromium.ts'
export { commandsOf, watchCommands } from './commands.ts'
export { type Find, findsOf, hasIndexFor, mostRowsOf, planOf } from './finds.ts'
export { randomEmail, randomHandle, randomWord, readRecording, recordingPath } from './fixtures.ts'
export { makeFlagFile } from './flag-file.ts'
export type { ServerUrls } from './global-setup.ts'
export {
  type AnyData,
  type GraphqlAnswer,
  type GraphqlError,
  graphqlClient,
  type LiveClient,
  type LiveSubscription,
  liveClient,
} from './graphql-client.ts'
export { type ProgramOptions, startProgram } from './programs.ts'
export { openPushService, type PushService, readVapid } from './push-service.ts'
export { type Settleable, settle } from './settle.ts'
export {
  dropNamespace,
  randomNamespace,
  type TestRuntime,
  type TestRuntimeOptions,
  testEnvironment,
  testFolder,
  testRuntime,
  testServers,
} from './test-runtime.ts'
export { startValkeyCluster, startValkeySentinel, type ValkeyServers } from './valkey-servers.ts'
export { openReceiver, type ReceivedDelivery, type Receiver, silence, status } from './webhook-receiver.ts'
export { maySee, ROADS, type Road, RULES, type Rule, type RuleKey, VIEWERS, type Viewer } from './who-sees-what.ts'
export { writeZip, type ZippedFile } from './zip-file.ts'
