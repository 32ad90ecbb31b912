import type { QuirkName, QuirkProfile } from './profile.js'
import { chosenQuirks, quirkNames } from './profile.js'

/** One choice that differs from the default, in words. */
export interface QuirkSentence {
  readonly quirk: QuirkName
  readonly sentence: string
}

type Sentences = { readonly [Name in QuirkName]: (value: QuirkProfile[Name]) => string }

const sentences: Sentences = {
  xmlDeclaration: (value) =>
    value
      ? 'Messages begin with an XML declaration.'
      : 'Messages begin with the Envelope, without an XML declaration.',
  booleanLiteral: (value) => {
    switch (value) {
      case '0/1':
        return 'Booleans are written as 0 and 1, in arguments and in values.'
      case 'true/false':
        return 'Booleans are written as true and false, in arguments and in values.'
      case 'as-given':
        return 'Booleans are written as they were given.'
    }
  },
  dateTimeFraction: (value) => {
    switch (value) {
      case 'none':
        return 'Times are written without fractions of a second.'
      case 'milliseconds':
        return 'Times are written with three digits of a second’s fraction.'
      case 'as-given':
        return 'Times are written as they were given.'
    }
  },
  emptyPath: (value) =>
    value === 'root'
      ? 'Where GetParameterNames asks for everything, the root’s name (such as Device.) is sent instead of an empty path; with NextLevel its children come back, not the root itself.'
      : 'GetParameterNames asks for everything by an empty path.',
  emptyAnswer: (value) =>
    value === 200
      ? 'When there is nothing to say, the answer is 200 with an empty body instead of 204.'
      : 'When there is nothing to say, the answer is 204.',
  cookiePath: (value) =>
    value === ''
      ? 'The session cookie is set without a Path.'
      : `The session cookie is set with the Path ${value}.`,
  chunkedAnswers: (value) =>
    value
      ? 'Answers go out in chunks, without Content-Length.'
      : 'Answers go out in one piece, with Content-Length.',
  prefixes: ({ envelope, encoding, schema, schemaInstance, cwmp }) =>
    `The namespaces of messages have the prefixes ${envelope} (envelope), ${encoding} (encoding), ${schema} (XML Schema), ${schemaInstance} (its instances) and ${cwmp} (CWMP).`,
  pretty: (value) =>
    value ? 'Messages are indented, one element a line.' : 'Messages are written without line breaks.',
}

/** A sentence for each choice that differs from the default. */
export function describeQuirks(profile: Partial<QuirkProfile>): readonly QuirkSentence[] {
  const chosen = chosenQuirks(profile)
  return quirkNames.flatMap((quirk) => {
    const sentence = sentenceOf(quirk, chosen)
    return sentence === null ? [] : [{ quirk, sentence }]
  })
}

/** What holds for one choice of a profile, in words; for the default, too. */
export function describeQuirk(quirk: QuirkName, profile: QuirkProfile): string {
  return sentenceOf(quirk, profile) ?? ''
}

function sentenceOf<Name extends QuirkName>(quirk: Name, chosen: Partial<QuirkProfile>): string | null {
  const value: QuirkProfile[Name] | undefined = chosen[quirk]
  return value === undefined ? null : sentences[quirk](value)
}
