import { Decoder, Stream } from '@garmin/fitsdk'
import { chunkSamples, measure, parseRecording, type Recording } from '@gruppetto/recordings'
import FitParser from 'fit-file-parser'
import type { Sheet } from '../figures.ts'
import { benchFile } from '../recordings.ts'
import { cpuMs, mean } from '../statistics.ts'

const FILES = ['ride-power-laps.fit', 'ride-three-formats.fit', 'ride-three-formats.tcx.gz', 'ride-three-formats.gpx.gz'] as const

interface Stage {
  readonly file: string
  readonly name: string
  run(): unknown
}

/**
 * Reads a FIT file with Garmin's SDK and returns its number of samples. On any machine the other speeds can be compared with this
 * one.
 */
export const readByGarmin = (bytes: Uint8Array): number =>
  new Decoder(Stream.fromByteArray([...bytes])).read().messages.recordMesgs?.length ?? 0

const recordingOf = (bytes: Uint8Array): Recording => {
  const result = parseRecording(bytes)
  const recording = result.ok ? result.recordings[0] : undefined
  if (recording === undefined) throw new Error('the file does not parse')
  return recording
}

const stagesOf = (file: string): readonly Stage[] => {
  const bytes = benchFile(file)
  const recording = recordingOf(bytes)
  const measurement = measure(recording)
  const own: readonly Stage[] = [
    { file, name: 'decode', run: () => recordingOf(bytes) },
    { file, name: 'measure', run: () => measure(recording) },
    { file, name: 'encode chunks', run: () => chunkSamples(recording, measurement) },
  ]
  if (!file.endsWith('.fit')) return own
  const theirs = () => {
    if (readByGarmin(bytes) < recording.sampleCount) throw new Error('the comparison did not read the file')
  }
  const buffer = Buffer.from(bytes)
  const others = () => {
    let records = 0
    new FitParser({ mode: 'list' }).parse(buffer, (error, data) => {
      if (error !== undefined) throw new Error(error)
      records = data?.records?.length ?? 0
    })
    if (records < recording.sampleCount) throw new Error('the comparison did not read the file')
  }
  return [...own, { file, name: "decode by Garmin's SDK", run: theirs }, { file, name: 'decode by fit-file-parser', run: others }]
}

/** Measures the CPU of each stage. Every round runs all of them, so that a disturbance affects them equally. */
export const stages = (sheet: Sheet, quick: boolean): void => {
  const [warmUp, rounds] = quick ? [0, 1] : [10, 40]
  const all = FILES.flatMap(stagesOf).map((stage) => ({ ...stage, spent: [] as number[] }))
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const { run, spent } of all) {
      const ms = cpuMs(run)
      if (round >= warmUp) spent.push(ms)
    }
  }
  const msOf = (file: string, name: string): number => {
    const found = all.find((stage) => stage.file === file && stage.name === name)
    return mean(found?.spent ?? [])
  }
  for (const { file, name, spent } of all) sheet.put(file, name, mean(spent), 'ms CPU')
  for (const file of FILES) {
    const once = msOf(file, 'decode') + msOf(file, 'measure') + msOf(file, 'encode chunks')
    sheet.put(file, 'the three together', once, 'ms CPU')
    if (file.endsWith('.fit')) {
      sheet.put(file, "Garmin's SDK to our decoder", msOf(file, "decode by Garmin's SDK") / msOf(file, 'decode'), 'times')
      const both = msOf(file, 'decode') + msOf(file, 'measure')
      sheet.put(file, 'fit-file-parser to our decoder', msOf(file, 'decode by fit-file-parser') / msOf(file, 'decode'), 'times')
      sheet.put(file, 'fit-file-parser to our decoding and measuring', msOf(file, 'decode by fit-file-parser') / both, 'times')
    }
  }
  const fit = msOf('ride-three-formats.fit', 'decode')
  const group = 'the same ride in three formats'
  sheet.put(group, 'decode of TCX.gz to FIT', msOf('ride-three-formats.tcx.gz', 'decode') / fit, 'times')
  sheet.put(group, 'decode of GPX.gz to FIT', msOf('ride-three-formats.gpx.gz', 'decode') / fit, 'times')
}

/** Measures the CPU that the pipeline's threads spend on the uploaded ride. */
export const threadWorkMs = (bytes: Uint8Array, quick: boolean): number => {
  const once = () => {
    const recording = recordingOf(bytes)
    chunkSamples(recording, measure(recording))
  }
  const rounds = quick ? 2 : 20
  for (let round = 0; round < rounds; round += 1) once()
  return mean(Array.from({ length: rounds }, () => cpuMs(once)))
}
