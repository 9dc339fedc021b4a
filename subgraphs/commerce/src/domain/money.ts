/** Money has its rules in libs/graph, since mails write sums too. */
export { type Money, minorUnits, moneyText } from '@gruppetto/graph'
