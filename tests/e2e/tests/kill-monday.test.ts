import { monday } from '../src/kill/monday.ts'

monday()
