import type { Channel } from '../recording.ts'

/** The channels that a developer field may fill by its name, and the units that each accepts. */
const UNITS: Partial<Record<Channel, RegExp>> = {
  powerWatts: /^w(att)?s?$/i,
  heartRateBpm: /bpm|beats|^hr$/i,
  cadenceRpm: /[rs]pm|steps|strides/i,
}

/** Names of makers and other words that do not change the meaning: "Stryd Power", "RP_Power", "current power". */
const BESIDE: ReadonlySet<string> = new Set([
  ...[
    'run',
    'running',
    'runner',
    'runners',
    'rp',
    'rs',
    'iq',
    'ciq',
    'app',
    'pod',
    'foot',
    'footpod',
    'sensor',
    'watch',
    'wrist',
  ],
  ...[
    'garmin',
    'stryd',
    'runscribe',
    'coros',
    'polar',
    'suunto',
    'apple',
    'wahoo',
    'favero',
    'hrm',
    'zwift',
    'concept2',
    'erg',
    'rower',
  ],
  ...['current', 'instant', 'instantaneous', 'actual', 'native', 'developer', 'dev', 'watts', 'w'],
])

const WORDS: readonly (readonly [Channel, readonly (readonly string[])[]])[] = [
  ['powerWatts', [['power'], ['pwr'], ['watts'], ['rppower'], ['rspower'], ['runpower'], ['runningpower'], ['runnerpower']]],
  ['heartRateBpm', [['heart', 'rate'], ['heartrate'], ['hr'], ['pulse']]],
  ['cadenceRpm', [['cadence'], ['cad']]],
]

/** Splits a name into words: RP_Power, "Run Power" and runPower have two words each. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

/**
 * Returns the channel that the name of a developer field means, for a field that overrides no native field. Only whole names
 * match: "Form Power", "Air Power" and "Lap Power" are other quantities. RunScribe's pods name the mean of both feet, which is
 * the value of the runner.
 */
export function channelNamed(name: string): Channel | null {
  const words = wordsOf(name).filter((word, _, all) => word !== 'avg' || all[0] !== 'rs')
  for (const [channel, names] of WORDS)
    for (const wanted of names) {
      const start = words.indexOf(wanted[0] ?? '')
      if (start < 0 || wanted.some((word, i) => words[start + i] !== word)) continue
      const others = [...words.slice(0, start), ...words.slice(start + wanted.length)]
      if (others.every((word) => BESIDE.has(word))) return channel
    }
  return null
}

/** Whether a unit fits a channel. A field without a unit is accepted. */
export const isUnitOf = (channel: Channel, unit: string | undefined): boolean => {
  const plain = (unit ?? '').trim()
  return plain === '' || UNITS[channel]?.test(plain) === true
}
