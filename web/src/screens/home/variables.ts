import { weeksAgo } from './week.ts'

/** What the screen asks for: the same all day long. */
export const homeVariables = () => ({ count: 10, since: weeksAgo(5, Date.now()) })
