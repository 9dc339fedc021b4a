// For tests of sudden ends. CRASH_AT=<point> ends the process at that point, as kill -9 does. With CRASH_FROM=<signal> the
// process ignores the point until it has received that signal, so that it can first finish what the process before it left
// behind.
const { CRASH_AT, CRASH_FROM } = process.env
let armed = CRASH_FROM === undefined
if (CRASH_AT !== undefined && CRASH_FROM !== undefined) {
  process.on(CRASH_FROM, () => {
    armed = true
    process.stdout.write(`${CRASH_AT} ends this process from now on\n`)
  })
}

/**
 * Marks a point between two steps where the process may end suddenly without losing anything: `<worker>:prepared`,
 * `<worker>:saved`, `<worker>:committed`, `relay:<event>`, `objects:stored`, `replay:written`, `commerce-payments:<step>`, `commerce-postback:recorded`. Does nothing unless CRASH_AT names
 * the point.
 */
export const crashPoint = (point: string): void => {
  if (CRASH_AT === point && armed) process.kill(process.pid, 'SIGKILL')
}
