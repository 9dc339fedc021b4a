import type { Channel } from '../recording.ts'

/** Channels a developer field may fill by its name, and what their units look like. */
const UNITS: Partial<Record<Channel, RegExp>> = {
  powerWatts: /^w(att)?s?$/i,
  heartRateBpm: /bpm|beats|^hr$/i,
  cadenceRpm: /[rs]pm|steps|strides/i,
}

/** Who makes the number, and other words that change nothing about what it is: "Stryd Power", "RP_Power", "current power". */
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

/** Words of a name: RP_Power, "Run Power" and runPower are two each. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

/**
 * The channel that a developer field's name says it is, where it names no native field. Only whole names: "Form Power", "Air Power" and
 * "Lap Power" are other things. RunScribe's pods say the mean of both feet, and so what the runner does.
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

/** Whether a unit may be that of a channel; a field that names none is believed. */
export const isUnitOf = (channel: Channel, unit: string | undefined): boolean => {
  const plain = (unit ?? '').trim()
  return plain === '' || UNITS[channel]?.test(plain) === true
}
