import type { Counter as PromCounter, Gauge as PromGauge, Histogram as PromHistogram, Registry } from 'prom-client'
import { within } from './within.ts'

/** The only file that knows prom-client, which is loaded when a process switches its metrics on. */
type Prom = typeof import('prom-client')

/** What a metric measures, as docs/reference/metrics.md and Prometheus show it. */
interface Declaration<Label extends string> {
  /** `gruppetto_<what>`, with the unit at its end; that of a counter ends in `_total`. */
  readonly name: string
  readonly meaning: string
  /** The labels, each with what its values are. They are few and never name an athlete. */
  readonly labels: Readonly<Record<Label, string>>
}

export interface DeclaredMetric extends Declaration<string> {
  readonly kind: 'counter' | 'gauge' | 'histogram'
}

export type Labels<Label extends string> = Readonly<Record<Label, string>>

export interface Counter<Label extends string> {
  add(labels: Labels<Label>, by?: number): void
}

export interface Histogram<Label extends string> {
  /** Takes seconds. */
  observe(labels: Labels<Label>, seconds: number): void
}

export interface Reading<Label extends string> {
  readonly labels: Labels<Label>
  readonly value: number
}

type Reader<Label extends string> = () => readonly Reading<Label>[] | Promise<readonly Reading<Label>[]>

export interface Gauge<Label extends string> {
  /**
   * Asks `read` for the present values whenever somebody scrapes. A reader that fails, or takes longer than three seconds, has no values in that
   * scrape: a value that is missing is seen, and an old one is not. Values with the same labels are added up. Returns a function that ends it.
   */
  readBy(read: Reader<Label>): () => void
}

interface Instrument extends DeclaredMetric {
  /** Makes it in the registry. */
  on(prom: Prom, registry: Registry): void
  off(): void
  /** Reads the values and returns what puts them in the place of the former ones. */
  readonly read?: () => Promise<() => void>
}

interface Made {
  readonly prom: Prom
  readonly registry: Registry
}

const READ_WITHIN_MS = 3_000

/** Every limit of a promise in deploy/prometheus is a bound here. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 120]

const instruments = new Map<string, Instrument>()
const beforeScrapes = new Set<() => void>()
let made: Made | null = null
let users = 0

const declare = (instrument: Instrument): void => {
  if (instruments.has(instrument.name)) throw new Error(`the metric ${instrument.name} is declared twice`)
  instruments.set(instrument.name, instrument)
  if (made !== null) instrument.on(made.prom, made.registry)
}

const configOf = ({ name, meaning, labels }: Declaration<string>, registry: Registry) => ({
  name,
  help: meaning,
  labelNames: Object.keys(labels),
  registers: [registry],
})

/** Declares a counter. While metrics are off, adding to it does nothing. */
export const counter = <Label extends string>(declaration: Declaration<Label>): Counter<Label> => {
  let inner: PromCounter | null = null
  declare({
    ...declaration,
    kind: 'counter',
    on: (prom, registry) => {
      inner = new prom.Counter(configOf(declaration, registry))
    },
    off: () => {
      inner = null
    },
  })
  return {
    add(labels, by = 1) {
      if (inner !== null) inner.inc(labels, by)
    },
  }
}

/** Declares a histogram of seconds. While metrics are off, observing does nothing. */
export const histogram = <Label extends string>(declaration: Declaration<Label>): Histogram<Label> => {
  let inner: PromHistogram | null = null
  declare({
    ...declaration,
    kind: 'histogram',
    on: (prom, registry) => {
      inner = new prom.Histogram({ ...configOf(declaration, registry), buckets: SECONDS })
    },
    off: () => {
      inner = null
    },
  })
  return {
    observe(labels, seconds) {
      // A clock of another machine may be a little ahead.
      if (inner !== null) inner.observe(labels, Math.max(0, seconds))
    },
  }
}

const failures = counter({
  name: 'gruppetto_metric_failures_total',
  meaning: 'Scrapes in which a value could not be read, and is missing.',
  labels: { metric: 'the metric that lacks it' },
})

/** Declares a gauge, whose values are read when somebody scrapes. */
export const gauge = <Label extends string>(declaration: Declaration<Label>): Gauge<Label> => {
  let inner: PromGauge | null = null
  const readers = new Set<Reader<Label>>()
  const ask = async (reader: Reader<Label>) => {
    try {
      const found = await within(READ_WITHIN_MS, Promise.resolve(reader()), () => null)
      if (found !== null) return found
    } catch {
      // The counter says so.
    }
    failures.add({ metric: declaration.name })
    return []
  }
  declare({
    ...declaration,
    kind: 'gauge',
    on: (prom, registry) => {
      inner = new prom.Gauge(configOf(declaration, registry))
    },
    off: () => {
      inner = null
    },
    read: async () => {
      const readings = (await Promise.all([...readers].map(ask))).flat()
      return () => {
        inner?.reset()
        for (const { labels, value } of readings) inner?.inc(labels, value)
      }
    },
  })
  return {
    readBy(read) {
      // A new function for each call, because the same one may be given twice.
      const reader = () => read()
      readers.add(reader)
      return () => readers.delete(reader)
    },
  }
}

/** Whether this process has its metrics on, for what costs something to prepare. */
export const hasMetrics = (): boolean => made !== null

/** Calls the function before each scrape, for what is counted more cheaply than a counter counts. Returns a function that ends it. */
export const beforeScrape = (prepare: () => void): (() => void) => {
  beforeScrapes.add(prepare)
  return () => beforeScrapes.delete(prepare)
}

/** Everything that was declared by the modules that are loaded, by name. */
export const declaredMetrics = (): readonly DeclaredMetric[] =>
  [...instruments.values()].toSorted((a, b) => a.name.localeCompare(b.name))

/** Switches the metrics of this process on, with those of Node itself. Returns a function that switches them off when nobody else uses them. */
export const switchMetricsOn = async (): Promise<() => void> => {
  const prom: Prom = (await import('prom-client')).default as Prom
  users += 1
  if (made === null) {
    const registry = new prom.Registry()
    prom.collectDefaultMetrics({ register: registry })
    for (const instrument of instruments.values()) instrument.on(prom, registry)
    made = { prom, registry }
  }
  return () => {
    users -= 1
    if (users > 0 || made === null) return
    for (const instrument of instruments.values()) instrument.off()
    made.registry.clear()
    made = null
  }
}

const scrapeNow = async (): Promise<string> => {
  for (const prepare of beforeScrapes) prepare()
  const reads = await Promise.all([...instruments.values()].flatMap(({ read }) => (read === undefined ? [] : [read()])))
  for (const put of reads) put()
  return made === null ? '' : made.registry.metrics()
}

let scraping: Promise<string> | null = null

/** Returns all values in the text format of Prometheus. Several who ask at once get the same ones. */
export const scrape = (): Promise<string> => {
  scraping ??= scrapeNow().finally(() => {
    scraping = null
  })
  return scraping
}
