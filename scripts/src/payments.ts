import { openStaffDesk } from '@gruppetto/athletes'
import { openPaymentDesk, type PaymentDesk, type RefundRefusal } from '@gruppetto/commerce'
import { moneyText } from '@gruppetto/graph'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run payments -- report                  how many athletes have what, and what was not applied or had to be repaired
npm run payments -- of HANDLE               the invoices of an athlete, and the trail of money and access
npm run payments -- refund INVOICE REASON   gives back what was paid, and ends the subscription that it paid for`

const REFUSALS: Readonly<Record<RefundRefusal, string>> = {
  UNKNOWN: 'There is no such invoice: `of HANDLE` lists them.',
  NOT_PAID: 'This invoice is not paid, or all of it was given back.',
  OTHER_PROVIDER: 'Another provider has taken this money: give it back there.',
  REFUSED: 'The provider refuses it.',
  UNAVAILABLE: 'The provider does not answer. Try again: nothing is given back twice.',
}

const report = async (desk: PaymentDesk): Promise<number> => {
  const { provider, states, waiting, failed, repairs } = await desk.report()
  console.log(`Money is taken by: ${provider ?? 'nobody'}`)
  for (const [state, count] of [...states].toSorted()) console.log(`${state.padEnd(10)} ${count}`)
  console.log(`Webhooks that wait: ${waiting}; given up: ${failed}; repairs in the last week: ${repairs}`)
  return 0
}

const show = async (desk: PaymentDesk, athleteId: string): Promise<number> => {
  const { invoices, trail } = await desk.of(athleteId)
  for (const { _id, issuedAt, amount, currency, status, refundedAmount } of invoices) {
    const back = refundedAmount === 0 ? '' : `  given back: ${moneyText({ amount: refundedAmount, currency })}`
    console.log(`${issuedAt.toISOString().slice(0, 10)}  ${_id}  ${moneyText({ amount, currency })}  ${status}${back}`)
  }
  for (const { at, what, cause, amount, currency, reason, isRepair } of trail) {
    const money = amount === null || currency === null ? '' : `  ${moneyText({ amount, currency })}`
    console.log(
      `${at.toISOString()}  ${what}${money}  by ${cause}${isRepair ? ' (repair)' : ''}${reason === null ? '' : `: ${reason}`}`,
    )
  }
  if (invoices.length + trail.length === 0) console.log('Nothing was bought or given.')
  return 0
}

const main = async ([command = '', what = '', ...reason]: readonly string[]): Promise<number> => {
  const isReport = command === 'report' && what === ''
  const isRefund = command === 'refund' && reason.length > 0
  if (!isReport && !isRefund && !(command === 'of' && what !== '' && reason.length === 0)) {
    console.log(USAGE)
    return command === '' ? 0 : 2
  }
  return withRuntime('payments', async (runtime) => {
    const desk = await openPaymentDesk(runtime)
    if (isReport) return report(desk)
    if (isRefund) {
      const refusal = await desk.refund(what, reason.join(' '))
      console.log(refusal === null ? `${what} is given back.` : REFUSALS[refusal])
      return refusal === null ? 0 : 1
    }
    const member = await (await openStaffDesk(runtime)).find(what)
    if (member !== null) return show(desk, member.athleteId)
    console.error(`Nobody has the handle ${what}.`)
    return 1
  })
}

await runCommand(main)
