// A sudden end can come anywhere; a test makes it come at one place: CRASH_AT=<point> ends the process there as kill -9 does.
const armed = process.env.CRASH_AT

/**
 * Marks a place between two steps that must survive a sudden end: `<worker>:prepared`, `<worker>:saved`, `<worker>:committed`,
 * `relay:<event>`, `objects:stored`, `replay:written`. Does nothing unless CRASH_AT names it.
 */
export const crashPoint = (point: string): void => {
  if (armed === point) process.kill(process.pid, 'SIGKILL')
}
