import { kill } from '../src/kill/kill.ts'

kill()
