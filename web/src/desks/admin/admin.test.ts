import { expect, test } from 'vitest'
import { asTree, descendants, wayOf, type OrganRow } from './organ'
import { deedsOf } from './person'

const organ = (code: string, superior: string, reviewers: string[]): OrganRow => ({ code, name: code, kind: 'department', superior, level: 0, aliases: [], former: [], successor: '', version: 1, reviewers })
const rows = [organ('street', 'district', ['district']), organ('city', '', []), organ('district', 'city', ['city']), organ('agency', 'bureau', ['bureau', 'district']), organ('bureau', 'district', ['district'])]
const codes = (some: OrganRow[]): string[] => some.map((one) => one.code)

test('the tree has superiors first, each followed by what is below it', () => {
  expect(codes(asTree(rows))).toEqual(['city', 'district', 'street', 'bureau', 'agency'])
  expect(codes(descendants(rows, 'district'))).toEqual(['street', 'bureau', 'agency'])
})

test('the way of a matter names whoever may review and review again, each once', () => {
  const way = wayOf(rows, 'street')
  expect([codes(way.review), codes(way.reReview)]).toEqual([['district'], ['city']])
  const agency = wayOf(rows, 'agency')
  expect([codes(agency.review), codes(agency.reReview)]).toEqual([['bureau', 'district'], ['district', 'city']])
  expect(wayOf(rows, 'city')).toEqual({ review: [], reReview: [] })
})

test('what can be done to an account follows from its state', () => {
  expect(deedsOf({ account: 'none' })).toEqual(['give'])
  expect(deedsOf({ account: 'open', second_factor: true })).toEqual(['reset', 'reset_factor', 'disable'])
  expect(deedsOf({ account: 'disabled' })).toEqual(['enable', 'reset'])
})
