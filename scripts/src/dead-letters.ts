import {
  type DeadLetter,
  deadLetter,
  deadLetters,
  loadConfig,
  openBus,
  openLog,
  replayDeadLetter,
  runningServers,
} from '@gruppetto/runtime'

const USAGE = `npm run dead-letters -- list             what could not be done, oldest first
npm run dead-letters -- show ID          one of them whole
npm run dead-letters -- replay ID        send it again, to the consumer that failed on it
npm run dead-letters -- replay --all     send all of them again`

const line = ({ id, diedAt, worker, eventName, tries, reason }: DeadLetter): string =>
  `${String(id).padStart(5)}  ${diedAt.toISOString()}  ${worker}  ${eventName ?? 'unreadable'}  after ${tries}: ${reason}`

const show = (letter: DeadLetter): string => {
  const { text, ...facts } = letter
  return `${Object.entries(facts)
    .map(([name, value]) => `${name.padEnd(10)} ${value instanceof Date ? value.toISOString() : String(value)}`)
    .join('\n')}\n\n${text}`
}

const main = async (words: readonly string[]): Promise<number> => {
  const [command, what] = words
  const isAll = command === 'replay' && what === '--all'
  const id = Number(what)
  const isOne = (command === 'show' || command === 'replay') && Number.isInteger(id) && id > 0
  if (command !== 'list' && !isAll && !isOne) {
    console.log(USAGE)
    return command === undefined ? 0 : 2
  }
  const config = loadConfig(process.env)
  const natsUrl = config.natsUrl ?? runningServers(config.dataDir).natsUrl
  if (natsUrl === undefined) {
    console.error('Gruppetto does not run on this DATA_DIR; start it, or set NATS_URL.')
    return 1
  }
  const bus = await openBus(natsUrl, config.namespace, openLog({ run: 'dead-letters', logLevel: 'warn' }), config)
  try {
    if (command === 'list') {
      const letters = await deadLetters(bus, { limit: 1000 })
      console.log(letters.length === 0 ? 'No dead letters.' : letters.map(line).join('\n'))
      return 0
    }
    const chosen = isAll ? await deadLetters(bus, { limit: 1000 }) : [await deadLetter(bus, id)]
    for (const letter of chosen) {
      if (letter === null) {
        console.error(`There is no dead letter ${what}.`)
        return 1
      }
      if (command === 'show') console.log(show(letter))
      else {
        await replayDeadLetter(bus, letter)
        console.log(`${letter.id} goes to ${letter.worker} again`)
      }
    }
    return 0
  } finally {
    await bus.close()
  }
}

process.exitCode = await main(process.argv.slice(2))
