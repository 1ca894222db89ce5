// Holds what pages send and what tests answer against pipeline/http/openapi.json, so that neither can drift from the contract unseen.
import { readFileSync } from 'node:fs'

const contract = JSON.parse(readFileSync(new URL('../../pipeline/http/openapi.json', import.meta.url), 'utf8'))

function resolve(schema) {
  return schema.$ref ? resolve(schema.$ref.split('/').slice(1).reduce((at, step) => at[step], contract)) : schema
}

const TYPES = {
  object: (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
  array: Array.isArray,
  string: (v) => typeof v === 'string',
  integer: Number.isInteger,
  number: (v) => typeof v === 'number',
  boolean: (v) => typeof v === 'boolean',
}

/** What is wrong with `value`, as sentences; empty when nothing is. Members the contract does not name are wrong, too. */
export function faults(schema, value, at = '$') {
  const s = resolve(schema)
  if (s.enum && !s.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is not one of ${s.enum.join(', ')}`]
  if (s.type && !TYPES[s.type](value)) return [`${at}: not ${s.type}: ${JSON.stringify(value)}`]
  if (s.format === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) return [`${at}: not a date: ${value}`]
  if (s.type === 'array') return value.flatMap((item, i) => faults(s.items ?? {}, item, `${at}[${i}]`))
  if (s.type !== 'object') return []
  const missing = (s.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`)
  const inside = Object.entries(value).flatMap(([name, item]) => {
    if (s.properties?.[name]) return faults(s.properties[name], item, `${at}.${name}`)
    if (s.additionalProperties) return s.additionalProperties === true ? [] : faults(s.additionalProperties, item, `${at}.${name}`)
    return s.properties ? [`${at}.${name} is not in the contract`] : []
  })
  return [...missing, ...inside]
}

const routes = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, route]) => ({
    method: method.toUpperCase(),
    path,
    names: [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]),
    pattern: new RegExp('^/api/v1' + path.replace(/\{\w+\}/g, '([^/]+)') + '$'),
    route,
  })),
)

/** The route of the contract that answers, with the values of its path; undefined when there is none. */
export function routeOf(method, pathname) {
  for (const each of routes) {
    if (each.method !== method) continue
    const match = each.pattern.exec(pathname)
    if (match) return { ...each, values: Object.fromEntries(each.names.map((name, i) => [name, decodeURIComponent(match[i + 1])])) }
  }
  return undefined
}

export function faultsOfRequest(found, { query, headers, body }) {
  const out = []
  for (const p of found.route.parameters ?? []) {
    const given = p.in === 'query' ? query.get(p.name) : p.in === 'header' ? headers[p.name.toLowerCase()] : 'path'
    if (p.required && !given) out.push(`${p.name} is missing`)
    if (given && p.in === 'query' && p.schema.enum && !p.schema.enum.includes(given)) out.push(`${p.name}=${given} is not in the contract`)
  }
  const known = new Set((found.route.parameters ?? []).filter((p) => p.in === 'query').map((p) => p.name))
  for (const name of query.keys()) if (!known.has(name)) out.push(`?${name} is not in the contract`)
  const json = found.route.requestBody?.content['application/json']
  if (json) out.push(...faults(json.schema, body))
  return out
}

export function faultsOfAnswer(found, status, body) {
  const answer = found.route.responses[status] ?? found.route.responses.default
  const json = answer?.content?.['application/json'] ?? answer?.content?.['application/problem+json']
  return json ? faults(json.schema, body) : []
}
