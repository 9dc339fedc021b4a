import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { factOfPeople } from '../domain/badges/people-contribution.ts'
import { loadContribution, saveContribution } from '../pipelines/badges/save-contribution.ts'
import type { Services } from '../services.ts'

/** Counts the kudos that an athlete gives and the comments that an athlete writes. */
export const countPeople = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-count-people',
    on: ['kudos.given', 'kudos.taken-back', 'comment.added', 'comment.deleted'],
    lane: (event) => factOfPeople(event).athleteId,
    load: (event, tx) => loadContribution(services, factOfPeople(event), tx),
    decide: (event, loaded) => {
      const { revision, contribution } = factOfPeople(event)
      if (loaded === null || loaded.before.revision >= revision) return null
      const { before } = loaded
      return { ...loaded, after: { ...before, ...contribution, revision } }
    },
    save: async (change, tx) => {
      if (change !== null) await saveContribution(services, change, tx)
    },
  })
