import type { SessionTrack, Turn } from '../sessions/track.js'
import type { DecodedEnvelope } from '../soap/index.js'
import { FindingCollector } from './collector.js'
import { cutOf } from './cut.js'
import type { Finding } from './finding.js'
import { seenParameters } from './parameters.js'
import type {
  EnvelopeRule,
  MessageRule,
  ParameterRule,
  ReadingRuleDefinition,
  Report,
  Rule,
  SessionRule,
} from './rule.js'
import { rules } from './rules/index.js'
import type { Subject } from './subject.js'

/** The rules by their ids. */
export const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]))

const messageRules = rules.filter((rule): rule is MessageRule => rule.kind === 'message')
const envelopeRules = rules.filter((rule): rule is EnvelopeRule => rule.kind === 'envelope')
const parameterRules = rules.filter((rule): rule is ParameterRule => rule.kind === 'parameter')
const sessionRules = rules.filter((rule): rule is SessionRule => rule.kind === 'session')
const turnRules = sessionRules.filter((rule) => rule.turn !== undefined)
const endRules = sessionRules.filter((rule) => rule.end !== undefined)

/** The rules that look at messages of a side, kind and RPC. */
interface ChosenRules {
  readonly messages: readonly MessageRule[]
  readonly envelopes: readonly EnvelopeRule[]
  readonly turns: readonly SessionRule[]
}

/** Made once for each side, kind and RPC that occur. */
const chosen = new Map<string, ChosenRules>()

function rulesFor({ kind, envelope, direction }: Subject): ChosenRules {
  const known = envelope?.rpc !== undefined && envelope.rpc !== null && ruleRpcs.has(envelope.rpc)
  const rpc = known ? envelope.rpc : null
  const key = `${direction ?? ''} ${kind} ${envelope?.ok === true ? envelope.kind : ''} ${rpc ?? ''}`
  const found = chosen.get(key)
  if (found !== undefined) return found
  const fits = (rpcs: readonly string[] | undefined): boolean =>
    rpcs === undefined || (rpc !== null && rpcs.includes(rpc))
  const made = {
    messages: messageRules.filter((rule) => (rule.of?.includes(kind) ?? true) && fits(rule.rpcs)),
    envelopes:
      envelope?.ok === true
        ? envelopeRules.filter((rule) => (rule.of?.includes(envelope.kind) ?? true) && fits(rule.rpcs))
        : [],
    turns: turnRules.filter(
      ({ from, of, rpcs }) =>
        (from === undefined || from === direction) && (of?.includes(kind) ?? true) && fits(rpcs),
    ),
  }
  chosen.set(key, made)
  return made
}

/** RPCs that a rule names; others need no entry of their own, and hostile input can invent any number of names. */
const ruleRpcs: ReadonlySet<string> = new Set(
  [...messageRules, ...envelopeRules, ...turnRules].flatMap(({ rpcs }) => rpcs ?? []),
)

/** Everything there is to say of a message by itself. */
export function lintMessage(subject: Subject): readonly Finding[] {
  const collector = collectorOf(subject)
  checkMessage(subject, collector)
  return collector.list()
}

/** Everything there is to say of a message in its session; `track` is the session before it. */
export function lintTurn(turn: Turn, track: SessionTrack): readonly Finding[] {
  const collector = collectorOf(turn)
  checkMessage(turn, collector)
  for (const rule of rulesFor(turn).turns) rule.turn?.(turn, collector.reportFor(rule), track)
  return collector.list()
}

/** What is to be said of a session once it has ended. */
export function lintEnd(track: SessionTrack): readonly Finding[] {
  const collector = new FindingCollector(null)
  for (const rule of endRules) rule.end?.(track, collector.reportFor(rule))
  return collector.list()
}

function collectorOf({ envelope }: Subject): FindingCollector {
  if (envelope === null) return new FindingCollector(null)
  return new FindingCollector(envelope.source.document, cutOf(envelope))
}

function checkMessage(subject: Subject, collector: FindingCollector): void {
  const { envelope, framing } = subject
  // Before any rule asks for them without saying where their definitions are.
  if (envelope?.ok === true && envelope.kind !== 'fault') seenParameters(envelope, subject.definitionOf)
  for (const { rule, message } of framing) readingRule(rule, collector)?.report(message)
  if (envelope !== null) reportIssues(envelope, collector)
  const { messages, envelopes } = rulesFor(subject)
  for (const rule of messages) rule.check(subject, collector.reportFor(rule))
  if (envelope?.ok !== true) return
  for (const rule of envelopes) rule.check(envelope, collector.reportFor(rule), subject)
  if (envelope.kind !== 'fault') checkParameters(envelope, subject, collector)
}

/** Rule by rule rather than parameter by parameter: what one rule does stays warm, which shows in long lists. */
function checkParameters(envelope: DecodedEnvelope, subject: Subject, collector: FindingCollector): void {
  const parameters = seenParameters(envelope, subject.definitionOf)
  if (parameters.length === 0) return
  for (const rule of parameterRules) {
    const report = collector.reportFor(rule)
    for (const parameter of parameters) rule.check(parameter, report, envelope, subject)
  }
}

/** What the reader found, as its rules put it. */
function reportIssues(envelope: DecodedEnvelope, collector: FindingCollector): void {
  for (const issue of envelope.issues) {
    const found = readingRule(issue.rule, collector)
    found?.report(issue.message, issue, found.rule.fix?.(issue, envelope) ?? undefined)
  }
}

function readingRule(
  id: string,
  collector: FindingCollector,
): { readonly rule: ReadingRuleDefinition; readonly report: Report } | null {
  const rule = ruleById.get(id)
  return rule?.kind === 'reading' ? { rule, report: collector.reportFor(rule) } : null
}
