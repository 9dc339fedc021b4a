import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPackages, root, run } from './install.mjs'

await installPackages()
const folder = mkdtempSync(join(tmpdir(), 'gruppetto-test-'))
const report = join(folder, 'report.json')
const code = await run(process.execPath, [
  `${root}node_modules/vitest/vitest.mjs`,
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])
let summary = null
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'))
  summary = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
} catch {
  console.error('The test runner ended without a report.')
}
rmSync(folder, { recursive: true, force: true })
// A run without a report or without a passed test has failed.
const failed = code !== 0 || summary === null || summary.passed === 0
if (summary !== null)
  console.log(`\n${summary.passed} passed, ${Math.max(summary.failed, code === 0 ? 0 : 1)} failed, ${summary.skipped} skipped`)
process.exit(failed ? code || 1 : 0)
