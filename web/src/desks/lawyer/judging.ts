/** How findings stand before counsel. Pure. */
import type { Finding, Schemas } from '@/api'

export type Verdict = 'uphold' | 'dismiss'

/** Counsel's last word on a finding; the drafter's explanation is not one. */
export function judgementOf(finding: Finding): Schemas['Answer'] | undefined {
  return finding.answers.filter((one) => one.verdict !== 'explain').pop()
}
export function verdictOf(finding: Finding): Verdict | '' {
  const verdict = judgementOf(finding)?.verdict
  return verdict === 'uphold' || verdict === 'dismiss' ? verdict : ''
}
export function openCount(findings: Finding[]): number {
  return findings.filter((one) => verdictOf(one) === '').length
}
