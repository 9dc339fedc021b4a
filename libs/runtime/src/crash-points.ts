// A sudden end can come anywhere; a test makes it come at one place: CRASH_AT=<point> ends the process there as kill -9 does. With CRASH_FROM=<signal>
// the place is passed until the process has had that signal, so that it can first clear up what the process before it left.
const { CRASH_AT, CRASH_FROM } = process.env
let armed = CRASH_FROM === undefined
if (CRASH_AT !== undefined && CRASH_FROM !== undefined) {
  process.once(CRASH_FROM, () => {
    armed = true
  })
}

/**
 * Marks a place between two steps that must survive a sudden end: `<worker>:prepared`, `<worker>:saved`, `<worker>:committed`,
 * `relay:<event>`, `objects:stored`, `replay:written`. Does nothing unless CRASH_AT names it.
 */
export const crashPoint = (point: string): void => {
  if (CRASH_AT === point && armed) process.kill(process.pid, 'SIGKILL')
}
