import { parseArgs } from 'node:util'
import type { CodeDesk } from '@gruppetto/commerce'

export const CODES_USAGE = `npm run staff -- codes make NAME --kind gift|offer --months N [--percent P] [--uses N] [--count N] [--expires YYYY-MM-DD]
                                     makes codes and prints them: only now, since no code is stored
npm run staff -- codes list NAME     how often the codes of a name were used
npm run staff -- codes revoke NAME   ends them; what was given with them stays`

const OPTIONS = {
  kind: { type: 'string', default: 'gift' },
  months: { type: 'string' },
  percent: { type: 'string', default: '100' },
  uses: { type: 'string', default: '1' },
  count: { type: 'string', default: '1' },
  expires: { type: 'string' },
} as const

const make = async (desk: CodeDesk, name: string, args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true })
  const input = {
    name,
    kind: values.kind.toUpperCase(),
    percentOff: Number(values.percent),
    months: Number(values.months),
    uses: Number(values.uses),
    count: Number(values.count),
    expiresAt: values.expires === undefined ? null : new Date(`${values.expires}T23:59:59Z`),
  }
  console.log((await desk.make(input)).join('\n'))
  return 0
}

const list = async (desk: CodeDesk, name: string): Promise<number> => {
  for (const { _id, kind, percentOff, months, uses, usesLeft, expiresAt, revokedAt } of await desk.list(name)) {
    const state = revokedAt === null ? `until ${expiresAt?.toISOString().slice(0, 10) ?? 'used up'}` : 'revoked'
    console.log(`${_id.slice(0, 8)}  ${kind}  ${percentOff} % for ${months} months  used ${uses}, left ${usesLeft}  ${state}`)
  }
  return 0
}

/** Runs a command about codes. Returns the exit code; null for a command that does not exist. */
export const runCodes = async (desk: CodeDesk, [command, name, ...args]: readonly string[]): Promise<number | null> => {
  if (name === undefined) return null
  try {
    if (command === 'make') return await make(desk, name, args)
  } catch (error) {
    // What was typed is wrong: the message says what.
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
  if (command === 'list' && args.length === 0) return list(desk, name)
  if (command !== 'revoke' || args.length > 0) return null
  console.log(`${await desk.revoke(name)} codes are revoked.`)
  return 0
}
