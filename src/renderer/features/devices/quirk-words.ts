import type { QuirkName, QuirkProfile } from '../../../core/quirks/index.js'

/** A choice between a few values. */
interface Options<Name extends QuirkName> {
  readonly kind: 'options'
  readonly options: readonly { readonly value: QuirkProfile[Name]; readonly label: string }[]
}

type Editor<Name extends QuirkName> = {
  readonly label: string
} & (Name extends 'prefixes'
  ? { readonly kind: 'prefixes' }
  : Name extends 'cookiePath'
    ? { readonly kind: 'text' }
    : Options<Name>)

/** How each choice of a profile is named and chosen. */
export const quirkEditors: { readonly [Name in QuirkName]: Editor<Name> } = {
  xmlDeclaration: {
    label: 'XML declaration',
    kind: 'options',
    options: [
      { value: true, label: 'With' },
      { value: false, label: 'Without' },
    ],
  },
  booleanLiteral: {
    label: 'Booleans',
    kind: 'options',
    options: [
      { value: 'as-given', label: 'As given' },
      { value: '0/1', label: '0 and 1' },
      { value: 'true/false', label: 'true and false' },
    ],
  },
  dateTimeFraction: {
    label: 'Fractions of a second',
    kind: 'options',
    options: [
      { value: 'as-given', label: 'As given' },
      { value: 'none', label: 'None' },
      { value: 'milliseconds', label: 'Milliseconds' },
    ],
  },
  emptyPath: {
    label: 'Path of everything',
    kind: 'options',
    options: [
      { value: 'empty', label: 'Empty' },
      { value: 'root', label: 'Root’s name' },
    ],
  },
  emptyAnswer: {
    label: 'Empty answer',
    kind: 'options',
    options: [
      { value: 204, label: '204' },
      { value: 200, label: '200' },
    ],
  },
  cookiePath: { label: 'Path of the cookie', kind: 'text' },
  chunkedAnswers: {
    label: 'Body of answers',
    kind: 'options',
    options: [
      { value: false, label: 'With its length' },
      { value: true, label: 'In chunks' },
    ],
  },
  prefixes: { label: 'Namespace prefixes', kind: 'prefixes' },
  pretty: {
    label: 'Line breaks',
    kind: 'options',
    options: [
      { value: false, label: 'None' },
      { value: true, label: 'Indented' },
    ],
  },
}

/** What each prefix stands for. */
export const prefixLabels: { readonly [Name in keyof QuirkProfile['prefixes']]: string } = {
  envelope: 'envelope',
  encoding: 'encoding',
  schema: 'XML Schema',
  schemaInstance: 'instance',
  cwmp: 'CWMP',
}
