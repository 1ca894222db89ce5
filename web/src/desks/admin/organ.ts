/** The register of organs as a tree, and the way of a matter from whoever decided it. */
import type { Schemas } from '@/api'

export type OrganRow = Schemas['OrganRow']

/** Superiors first, each followed by what is below it. */
export function asTree(rows: OrganRow[]): OrganRow[] {
  const out: OrganRow[] = []
  const below = (superior: string): void => {
    for (const one of rows.filter((each) => each.superior === superior)) {
      out.push(one)
      below(one.code)
    }
  }
  below('')
  return out
}

/** Everything below an organ. */
export function descendants(rows: OrganRow[], code: string): OrganRow[] {
  return rows.filter((one) => one.superior === code).flatMap((one) => [one, ...descendants(rows, one.code)])
}

/** Who may review what `code` decided, and who may review that again, each once. */
export function wayOf(rows: OrganRow[], code: string): { review: OrganRow[]; reReview: OrganRow[] } {
  const find = (one: string): OrganRow[] => rows.filter((each) => each.code === one)
  const review = (find(code)[0]?.reviewers ?? []).flatMap(find)
  const reReview = [...new Set(review.flatMap((one) => one.reviewers))].flatMap(find)
  return { review, reReview }
}
