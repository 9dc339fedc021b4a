/** A card that somebody may choose in the sandbox. No number is ever typed there: the choice says how the card behaves. */
export interface SandboxCard {
  readonly key: SandboxCardKey
  /** What the payment page says about it. */
  readonly says: string
  readonly lastFour: string
  /** What happens when it is charged on the payment page. */
  readonly atCheckout: 'PAYS' | 'DECLINED' | 'INSUFFICIENT_FUNDS' | 'CHALLENGE'
  /** What happens when it is charged later, with nobody there. */
  readonly later: 'PAYS' | 'DECLINED' | 'INSUFFICIENT_FUNDS'
  /** Whether its owner takes each payment back some days later. */
  readonly isDisputed: boolean
}

export const SANDBOX_CARD_KEYS = ['PAYS', 'DECLINED', 'INSUFFICIENT_FUNDS', 'CHALLENGE', 'FAILS_LATER', 'DISPUTED_LATER'] as const
export type SandboxCardKey = (typeof SANDBOX_CARD_KEYS)[number]

const card = (
  key: SandboxCardKey,
  says: string,
  lastFour: string,
  more: Partial<Pick<SandboxCard, 'atCheckout' | 'later' | 'isDisputed'>> = {},
): SandboxCard => ({ key, says, lastFour, atCheckout: 'PAYS', later: 'PAYS', isDisputed: false, ...more })

/** The cards by their key. The last digits are those of Stripe's test cards that behave alike. */
export const SANDBOX_CARDS: Readonly<Record<SandboxCardKey, SandboxCard>> = {
  PAYS: card('PAYS', 'Pays always', '4242'),
  DECLINED: card('DECLINED', 'Is declined', '0002', { atCheckout: 'DECLINED', later: 'DECLINED' }),
  INSUFFICIENT_FUNDS: card('INSUFFICIENT_FUNDS', 'Has not enough money', '9995', {
    atCheckout: 'INSUFFICIENT_FUNDS',
    later: 'INSUFFICIENT_FUNDS',
  }),
  CHALLENGE: card('CHALLENGE', 'Asks its bank first (3-D Secure)', '3184', { atCheckout: 'CHALLENGE' }),
  FAILS_LATER: card('FAILS_LATER', 'Pays now, is declined at each renewal', '0341', { later: 'DECLINED' }),
  DISPUTED_LATER: card('DISPUTED_LATER', 'Pays, and its owner disputes the payment a week later', '0259', { isDisputed: true }),
}

export const isSandboxCardKey = (key: unknown): key is SandboxCardKey => SANDBOX_CARD_KEYS.some((known) => known === key)

/** Why a payment failed, in words. */
export const REFUSALS = {
  DECLINED: 'The bank declined the card.',
  INSUFFICIENT_FUNDS: 'The card has not enough money.',
  CHALLENGE_FAILED: 'The bank did not confirm that this is you.',
} as const
export type Refusal = keyof typeof REFUSALS
