import { type OngoingErasure, openStaffDesk, type StaffDesk, type StaffMember } from '@gruppetto/athletes'
import { openCodeDesk, openKeyDesk, openPlanDesk, openProductDesk, type PlanDesk } from '@gruppetto/commerce'
import type { Runtime } from '@gruppetto/runtime'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'
import { CODES_USAGE, runCodes } from './staff-codes.ts'
import { KEYS_USAGE, runKeys } from './staff-keys.ts'
import { PRODUCTS_USAGE, runProducts } from './staff-products.ts'

const USAGE = `npm run staff -- list                who may run the platform
npm run staff -- erasures            which accounts are being erased, and which subgraphs have not reported
npm run staff -- grant HANDLE        gives the role STAFF; it is in the tokens given from then on
npm run staff -- revoke HANDLE       takes it away, and ends the sessions that had it
npm run staff -- verify HANDLE       counts the e-mail address as verified, where no mail arrives
npm run staff -- premium HANDLE REASON      gives premium without a purchase; what is bought beside it stays as it is
npm run staff -- no-premium HANDLE REASON   takes away what was given
${CODES_USAGE}
${PRODUCTS_USAGE}
${KEYS_USAGE}`

const line = ({ handle, displayName, athleteId }: StaffMember): string => `@${handle}  ${displayName}  ${athleteId}`

const erasureLine = ({ athleteId, startedAt, round, missing }: OngoingErasure): string => {
  const waitsFor = missing.length === 0 ? 'all have reported' : `not reported: ${missing.join(', ')}`
  return `${athleteId}  since ${startedAt.toISOString()}  round ${round} of 2  ${waitsFor}`
}

/** Says what is wrong where the lake is written no more and nobody has said so: erasures would wait for it for ever. */
const LAKE_HINT =
  'There is a lake, and it reports where a process has the role lake (RUN=lake or RUN=all). LAKE=off, in every process, says that it is given up: then nobody waits for it.'

const erasureLines = (erasures: readonly OngoingErasure[]): string => {
  if (erasures.length === 0) return 'Nothing is being erased.'
  const lines = erasures.map(erasureLine)
  return [...lines, ...(erasures.some(({ missing }) => missing.includes('lake')) ? [LAKE_HINT] : [])].join('\n')
}

const nobodyHas = (handle: string): string => `Nobody has the handle ${handle}.`

/** They go into the trail of money and access, where somebody asks later why. */
const WITH_REASON = ['premium', 'no-premium']
const COMMANDS = ['grant', 'revoke', 'verify', 'premium', 'no-premium']

const PUBLISHED = 'has a password that is published: everybody could sign in as staff. Sign up an account of your own.'

const grant = async (desk: StaffDesk, handle: string): Promise<number> => {
  const granted = await desk.grant(handle)
  if (granted.ok) console.log(`${line(granted.member)}  is staff now: sign in again, or refresh the session.`)
  else console.error(granted.reason === 'NOBODY' ? nobodyHas(handle) : `@${handle} ${PUBLISHED}`)
  return granted.ok ? 0 : 1
}

interface Order {
  readonly command: string
  readonly handle: string
  readonly reason: string
}

const act = async (
  desk: StaffDesk,
  plans: PlanDesk,
  { command, handle, reason }: Order,
): Promise<[StaffMember | null, string]> => {
  if (command === 'revoke') return [await desk.revoke(handle), 'is no longer staff.']
  if (command === 'verify') return [await desk.verify(handle), 'is verified.']
  const member = await desk.find(handle)
  const isGiven = command === 'premium'
  const hasChanged = member !== null && (await plans.setPremium(member.athleteId, isGiven, reason))
  return [member, `has ${isGiven ? 'a grant' : 'no grant'} of premium${hasChanged ? ' now' : ', as before'}.`]
}

const run = async (desk: StaffDesk, plans: PlanDesk, order: Order): Promise<number> => {
  const { command, handle } = order
  if (command === 'list') {
    const members = await desk.list()
    console.log(members.length === 0 ? 'Nobody is staff.' : members.map(line).join('\n'))
    return 0
  }
  if (command === 'erasures') {
    console.log(erasureLines(await desk.erasures()))
    return 0
  }
  if (command === 'grant') return grant(desk, handle)
  const [member, outcome] = await act(desk, plans, order)
  if (member === null) {
    console.error(nobodyHas(handle))
    return 1
  }
  console.log(`${line(member)}  ${outcome}`)
  return 0
}

/** Runs a command about what is sold. */
const sale = async (work: (runtime: Runtime) => Promise<number | null>): Promise<number> => {
  const done = (await withRuntime('staff', work)) ?? 2
  if (done === 2) console.log(USAGE)
  return done
}

const main = async (words: readonly string[]): Promise<number> => {
  const [command = '', handle = '', ...rest] = words
  if (command === 'codes') {
    return sale((runtime) => openCodeDesk(runtime).then((desk) => runCodes(desk, words.slice(1))))
  }
  if (command === 'products') {
    return sale((runtime) => openProductDesk(runtime).then((desk) => runProducts(desk, words.slice(1))))
  }
  if (command === 'key') {
    return sale((runtime) => openKeyDesk(runtime).then((desk) => runKeys(desk, words.slice(1))))
  }
  const isKnown = command === 'list' || command === 'erasures' ? handle === '' : COMMANDS.includes(command) && handle !== ''
  if (!isKnown || rest.length > 0 !== WITH_REASON.includes(command)) {
    console.log(USAGE)
    return command === '' ? 0 : 2
  }
  const order = { command, handle, reason: rest.join(' ') }
  return withRuntime('staff', async (runtime) => run(await openStaffDesk(runtime), await openPlanDesk(runtime), order))
}

await runCommand(main)
