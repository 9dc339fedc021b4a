import { digitsOf, type Money } from '@gruppetto/graph'
import { type Refusal, SANDBOX_CARDS, type SandboxCardKey } from '../../domain/sandbox/cards.ts'
import type { SandboxInvoice, SandboxSubscription } from '../../domain/sandbox/customer.ts'
import type { PageLanguage } from '../page-language.ts'

/** What an address may say about the press of a button before. Anything else in it is ignored. */
export type Problem = Refusal | 'HAS_SUBSCRIPTION' | 'NOT_POSSIBLE' | 'CHOOSE'

export type Wait = 'DAY' | 'THREE_DAYS' | 'WEEK' | 'MONTH' | 'YEAR'

/** Everything that the pages of the sandbox say in a language. */
export interface Words {
  readonly language: PageLanguage
  readonly note: string
  readonly problems: Readonly<Record<Problem, string>>
  readonly cards: Readonly<Record<SandboxCardKey, string>>
  readonly endsIn: (lastFour: string) => string
  readonly back: string
  readonly sum: (money: Money) => string
  readonly day: (at: Date | number) => string
  /** How often a price is paid. */
  readonly every: (months: number) => string
  /** A title as the shop has it, of which those of plans are known here. */
  readonly title: (title: string) => string
  readonly unknown: readonly [title: string, what: string]
  readonly expired: { readonly title: string; readonly late: string; readonly replaced: string; readonly what: string }
  readonly checkout: {
    readonly title: string
    readonly buy: string
    readonly price: string
    readonly offer: string
    readonly off: (percent: number, periods: number, months: number) => string
    readonly trial: string
    readonly free: (days: number, then: string) => string
    readonly today: string
    readonly card: string
    readonly start: string
    readonly pay: (sum: string) => string
  }
  readonly challenge: {
    readonly title: string
    readonly what: (title: string) => string
    readonly yes: string
    readonly no: string
  }
  readonly paid: { readonly title: string; readonly thanks: string; readonly trial: string; readonly nothing: string }
  readonly portal: {
    readonly title: string
    readonly none: string
    readonly plan: string
    readonly state: string
    readonly states: Readonly<Record<SandboxSubscription['status'], string>>
    readonly next: string
    readonly triesAgain: (day: string) => string
    readonly ends: (day: string) => string
    readonly begins: (day: string) => string
    readonly renews: (day: string) => string
    readonly as: (plan: string) => string
    readonly keep: string
    readonly cancel: string
    readonly card: string
    readonly payWith: string
    readonly use: string
    readonly payments: string
    readonly date: string
    readonly amount: string
    readonly invoices: Readonly<Record<SandboxInvoice['status'] | 'DISPUTED', string>>
    readonly refundedInPart: (sum: string) => string
    readonly dispute: string
    readonly clock: string
    readonly now: (day: string) => string
    readonly nothingMore: string
    readonly nextAt: (day: string) => string
    readonly clockMore: string
    readonly toNext: string
    readonly waits: Readonly<Record<Wait, string>>
  }
}

const sumIn = (locale: string) => (money: Money) => {
  const digits = digitsOf(money.currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(money.amount / 10 ** digits)
}

const dayIn = (locale: string) => {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return (at: Date | number) => days.format(at)
}

const TITLES: Readonly<Record<string, string | undefined>> = {
  'Premium, by the month': 'Premium, monatlich',
  'Premium, by the year': 'Premium, jährlich',
}

const germanTitle = (title: string): string => {
  const gift = /^A gift: (?:a month|(\d+) months) of Premium$/.exec(title)
  if (gift !== null) return `Ein Geschenk: ${gift[1] === undefined ? 'ein Monat' : `${gift[1]} Monate`} Premium`
  return TITLES[title] ?? title
}

const en: Words = {
  language: 'en',
  note: 'This is a sandbox: no money moves, and no card is asked for. Choose how the card behaves.',
  problems: {
    DECLINED: 'The bank declined the card.',
    INSUFFICIENT_FUNDS: 'The card has not enough money.',
    CHALLENGE_FAILED: 'The bank did not confirm that this is you.',
    HAS_SUBSCRIPTION: 'You have a subscription already, so nothing was charged.',
    NOT_POSSIBLE: 'That is not possible now. Nothing has changed.',
    CHOOSE: 'Choose a card first.',
  },
  cards: Object.fromEntries(Object.values(SANDBOX_CARDS).map(({ key, says }) => [key, says])) as Record<SandboxCardKey, string>,
  endsIn: (lastFour) => `ends in ${lastFour}`,
  back: 'Back to Gruppetto',
  sum: sumIn('en-GB'),
  day: dayIn('en-GB'),
  every: (months) => (months === 12 ? 'a year' : 'a month'),
  title: (title) => title,
  unknown: ['There is no such page', 'Copy the whole address, or open the page again in the app.'],
  expired: {
    title: 'This page has expired',
    late: 'It was open for half an hour.',
    replaced: 'Another page was opened after it.',
    what: 'Nothing was charged. Start again in the app.',
  },
  checkout: {
    title: 'Check out',
    buy: 'You buy',
    price: 'Price',
    offer: 'Offer',
    off: (percent, periods, months) => {
      const unit = months === 12 ? 'year' : 'month'
      return `${percent} % off for ${periods === 1 ? `the first ${unit}` : `${periods} ${unit}s`}`
    },
    trial: 'Trial',
    free: (days, then) => `${days} days free, then ${then}; cancel before and pay nothing`,
    today: 'Due today',
    card: 'The card',
    start: 'Start the free trial',
    pay: (sum) => `Pay ${sum}`,
  },
  challenge: {
    title: 'Your bank asks: is this you?',
    what: (title) => `This page stands for that of a bank (3-D Secure). It wants to know whether you pay for: ${title}.`,
    yes: 'Yes, this is me',
    no: 'No, do not pay',
  },
  paid: {
    title: 'Paid',
    thanks: 'Thank you. The receipt comes by mail. You can close this page.',
    trial: 'Your trial has begun',
    nothing: 'Nothing was charged. You can close this page.',
  },
  portal: {
    title: 'Your subscription',
    none: 'You have none yet.',
    plan: 'Plan',
    state: 'State',
    states: { TRIALING: 'On trial', ACTIVE: 'Active', PAST_DUE: 'A payment is overdue', ENDED: 'Ended' },
    next: 'Next',
    triesAgain: (day) => `The card is tried again on ${day}`,
    ends: (day) => `Ends on ${day}`,
    begins: (day) => `Begins to cost on ${day}`,
    renews: (day) => `Renews on ${day}`,
    as: (plan) => ` as ${plan}`,
    keep: 'Keep the subscription',
    cancel: 'Cancel at the end of the period',
    card: 'Card',
    payWith: 'Pay with',
    use: 'Use this card',
    payments: 'Payments',
    date: 'Date',
    amount: 'Sum',
    invoices: { OPEN: 'Open', PAID: 'Paid', FAILED: 'Not paid', REFUNDED: 'Refunded', DISPUTED: 'Disputed' },
    refundedInPart: (sum) => `Refunded in part: ${sum}`,
    dispute: 'Dispute the latest payment at the bank',
    clock: 'Your clock',
    now: (day) => `It is ${day} for this subscription.`,
    nothingMore: 'Nothing more happens by itself.',
    nextAt: (day) => `The next thing happens by itself on ${day}.`,
    clockMore: 'The clock is yours alone, and only goes forward.',
    toNext: 'To the next thing',
    waits: {
      DAY: 'On by a day',
      THREE_DAYS: 'On by three days',
      WEEK: 'On by a week',
      MONTH: 'On by a month',
      YEAR: 'On by a year',
    },
  },
}

const de: Words = {
  language: 'de',
  note: 'Dies ist eine Sandbox: Es fließt kein Geld, und niemand fragt nach einer Karte. Wähle, wie sich die Karte verhält.',
  problems: {
    DECLINED: 'Die Bank hat die Karte abgelehnt.',
    INSUFFICIENT_FUNDS: 'Auf der Karte ist nicht genug Geld.',
    CHALLENGE_FAILED: 'Die Bank hat nicht bestätigt, dass du es bist.',
    HAS_SUBSCRIPTION: 'Du hast schon ein Abo, darum wurde nichts abgebucht.',
    NOT_POSSIBLE: 'Das geht jetzt nicht. Nichts hat sich geändert.',
    CHOOSE: 'Wähle zuerst eine Karte.',
  },
  cards: {
    PAYS: 'Zahlt immer',
    DECLINED: 'Wird abgelehnt',
    INSUFFICIENT_FUNDS: 'Hat nicht genug Geld',
    CHALLENGE: 'Fragt zuerst die Bank (3-D Secure)',
    FAILS_LATER: 'Zahlt jetzt, wird bei jeder Verlängerung abgelehnt',
    DISPUTED_LATER: 'Zahlt, und eine Woche später wird die Zahlung angefochten',
  },
  endsIn: (lastFour) => `endet auf ${lastFour}`,
  back: 'Zurück zu Gruppetto',
  sum: sumIn('de-DE'),
  day: dayIn('de-DE'),
  every: (months) => (months === 12 ? 'im Jahr' : 'im Monat'),
  title: germanTitle,
  unknown: ['Diese Seite gibt es nicht', 'Kopiere die ganze Adresse, oder öffne die Seite in der App noch einmal.'],
  expired: {
    title: 'Diese Seite ist abgelaufen',
    late: 'Sie war eine halbe Stunde offen.',
    replaced: 'Danach wurde eine andere Seite geöffnet.',
    what: 'Es wurde nichts abgebucht. Beginne in der App noch einmal.',
  },
  checkout: {
    title: 'Zur Kasse',
    buy: 'Du kaufst',
    price: 'Preis',
    offer: 'Angebot',
    off: (percent, periods, months) => {
      const [one, many] = months === 12 ? ['im ersten Jahr', 'Jahre'] : ['im ersten Monat', 'Monate']
      return `${percent} % weniger ${periods === 1 ? one : `für ${periods} ${many}`}`
    },
    trial: 'Probezeit',
    free: (days, then) => `${days} Tage kostenlos, danach ${then}; kündige vorher, und du zahlst nichts`,
    today: 'Heute fällig',
    card: 'Die Karte',
    start: 'Kostenlose Probezeit beginnen',
    pay: (sum) => `${sum} zahlen`,
  },
  challenge: {
    title: 'Deine Bank fragt: Bist du das?',
    what: (title) => `Diese Seite steht für die einer Bank (3-D Secure). Sie will wissen, ob du dafür zahlst: ${title}.`,
    yes: 'Ja, das bin ich',
    no: 'Nein, nicht zahlen',
  },
  paid: {
    title: 'Bezahlt',
    thanks: 'Danke. Die Quittung kommt per E-Mail. Du kannst diese Seite schließen.',
    trial: 'Deine Probezeit hat begonnen',
    nothing: 'Es wurde nichts abgebucht. Du kannst diese Seite schließen.',
  },
  portal: {
    title: 'Dein Abo',
    none: 'Du hast noch keines.',
    plan: 'Plan',
    state: 'Stand',
    states: { TRIALING: 'In der Probezeit', ACTIVE: 'Aktiv', PAST_DUE: 'Eine Zahlung ist überfällig', ENDED: 'Beendet' },
    next: 'Als Nächstes',
    triesAgain: (day) => `Am ${day} wird die Karte noch einmal versucht`,
    ends: (day) => `Endet am ${day}`,
    begins: (day) => `Kostet ab dem ${day}`,
    renews: (day) => `Verlängert sich am ${day}`,
    as: (plan) => ` als ${plan}`,
    keep: 'Das Abo behalten',
    cancel: 'Zum Ende des Zeitraums kündigen',
    card: 'Karte',
    payWith: 'Zahlen mit',
    use: 'Diese Karte nehmen',
    payments: 'Zahlungen',
    date: 'Datum',
    amount: 'Betrag',
    invoices: { OPEN: 'Offen', PAID: 'Bezahlt', FAILED: 'Nicht bezahlt', REFUNDED: 'Erstattet', DISPUTED: 'Angefochten' },
    refundedInPart: (sum) => `Teilweise erstattet: ${sum}`,
    dispute: 'Die letzte Zahlung bei der Bank anfechten',
    clock: 'Deine Uhr',
    now: (day) => `Für dieses Abo ist der ${day}.`,
    nothingMore: 'Von selbst geschieht nichts mehr.',
    nextAt: (day) => `Als Nächstes geschieht von selbst etwas am ${day}.`,
    clockMore: 'Die Uhr gehört dir allein, und sie geht nur vorwärts.',
    toNext: 'Bis dahin vorstellen',
    waits: {
      DAY: 'Um einen Tag vor',
      THREE_DAYS: 'Um drei Tage vor',
      WEEK: 'Um eine Woche vor',
      MONTH: 'Um einen Monat vor',
      YEAR: 'Um ein Jahr vor',
    },
  },
}

export const WORDS: Readonly<Record<PageLanguage, Words>> = { en, de }
