/** What goes wrong between page and server, as one type. */

/** `application/problem+json` as the server sends it. */
export interface Problem {
  status: number
  code: string
  title: string
  detail: string
  /** A short mark that finds the entry in the server's log. */
  mark: string
  [more: string]: unknown
}

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  constructor(readonly problem: Problem) {
    super(problem.title)
  }
  get status(): number {
    return this.problem.status
  }
  get code(): string {
    return this.problem.code
  }
}

/** The server was not reached, or broke off: whether the act happened is unknown, and the same press may be sent again. */
export class Unreached extends Error {
  override readonly name = 'Unreached'
}

export function isConflict(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 409
}

/** 404 and 403 read alike, so that nobody learns what exists. */
export function isHidden(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 404 || error.status === 403)
}

export async function problemOf(response: Response): Promise<Problem> {
  let body: Partial<Problem> = {}
  try {
    body = (await response.json()) as Partial<Problem>
  } catch {
    body = {} // a proxy's page: the status has to do
  }
  return {
    ...body,
    status: response.status,
    code: body.code ?? `http.${response.status}`,
    title: body.title ?? '',
    detail: body.detail ?? '',
    mark: body.mark ?? '',
  }
}
