import { killPayments } from '../src/kill/kill-payments.ts'

killPayments()
