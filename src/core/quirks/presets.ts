import { defaultQuirks, type QuirkProfile } from './profile.js'

/** Choices that are known to help with a device or a stack. */
export interface QuirkPreset {
  /** Stable, kebab-case. */
  readonly id: string
  readonly title: string
  readonly quirks: Partial<QuirkProfile>
  /** Where it is known from. */
  readonly evidence: string
}

/** Only what was seen: a preset without evidence would be a rumour. */
export const quirkPresets: readonly QuirkPreset[] = [
  {
    id: 'netcwmp',
    title: 'netcwmp',
    quirks: {
      xmlDeclaration: false,
      prefixes: { ...defaultQuirks.prefixes, envelope: 'SOAP-ENV', encoding: 'SOAP-ENC' },
      emptyPath: 'root',
    },
    evidence:
      'Run side by side: with an XML declaration its session dies after the Inform; it finds Header and Body by the prefix SOAP-ENV alone and passes over every request with another; an empty ParameterPath crashes it. With these its sessions complete.',
  },
  {
    id: 'tp-link-td-w9970',
    title: 'TP-Link TD-W9970',
    quirks: { booleanLiteral: '0/1' },
    evidence: 'Faults true and false with 9007 and takes 1 and 0 (genieacs/genieacs#228).',
  },
  {
    id: 'sagemcom-fast-2764',
    title: 'Sagemcom F@st 2764',
    quirks: { emptyPath: 'root' },
    evidence: 'GetParameterNames with an empty path stalls the session (genieacs/genieacs#74).',
  },
]
