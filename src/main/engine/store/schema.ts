import { createHash } from 'node:crypto'
import { JOURNAL_FORMAT } from '../../../core/journal/index.js'
import { rules } from '../../../core/lint/index.js'

/** Marks our files among all SQLite files: `CWMP`. */
export const APPLICATION_ID = 0x43574d50

/** Format of a capture: what `user_version` and `meta.format` say. */
export const CAPTURE_FORMAT = JOURNAL_FORMAT

/**
 * Raise it with any change to the projection tables, and with any change to decoding, pairing, learning, to what a rule
 * finds or to sentences, that captures made before should show.
 */
const PROJECTION_FORMAT = 3

/**
 * What the projections of a capture are made by: `meta.projections`. A capture that says something else is re-indexed
 * when it is opened. Rules that come or go change it by themselves.
 */
export const projectionKind = `${PROJECTION_FORMAT}-${fingerprint(rules.map(({ id, severity }) => `${id} ${severity}`))}`

function fingerprint(lines: readonly string[]): string {
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex').slice(0, 12)
}

/**
 * The journal is one table in the order in which things were handed in. It is the truth: rows are
 * added, never changed. Times are microseconds since the epoch.
 */
export const journalSchema = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,        -- request, binding, response, event
    exchange INTEGER,
    connection INTEGER,
    session INTEGER,           -- binding: number of the session's first exchange
    at INTEGER,                -- request: first byte
    until INTEGER,             -- request: last byte
    complete INTEGER,
    head BLOB,
    body BLOB,
    coding INTEGER,            -- of the body as stored: 0 as it is, 1 zstd
    source TEXT,
    remote TEXT,
    local TEXT,
    data TEXT                  -- binding: what bound it; event: JSON
  );
  CREATE INDEX journal_exchange ON journal (exchange, kind) WHERE exchange IS NOT NULL;
`

/** Everything here can be made anew from the journal. `record` is JSON. */
export const projectionSchema = `
  CREATE TABLE session (
    number INTEGER PRIMARY KEY,
    started INTEGER NOT NULL,
    device TEXT,
    record TEXT NOT NULL
  );
  CREATE INDEX session_started ON session (started, number);
  CREATE INDEX session_device ON session (device, started, number);
  CREATE TABLE message (
    exchange INTEGER NOT NULL,
    side TEXT NOT NULL,        -- q, r
    session INTEGER,
    position INTEGER NOT NULL, -- in the session
    seq INTEGER NOT NULL,      -- place in the journal at which it was seen
    record TEXT NOT NULL,
    PRIMARY KEY (exchange, side)
  ) WITHOUT ROWID;
  CREATE INDEX message_session ON message (session, position);
  CREATE TABLE device (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE parameter_change (
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    path TEXT NOT NULL,
    value TEXT,
    type TEXT,
    writable INTEGER,
    notification INTEGER,
    access_list TEXT,          -- JSON
    effect TEXT,               -- deleted, stale
    source TEXT NOT NULL,
    cause TEXT NOT NULL,
    message TEXT NOT NULL
  );
  CREATE INDEX parameter_change_device ON parameter_change (device, path);
  CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    session INTEGER,
    exchange INTEGER,          -- null: of the session itself
    side TEXT,                 -- q, r
    rule TEXT NOT NULL,        -- the rest of what a rule says of itself is asked there
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER,
    position INTEGER,          -- in the line
    start INTEGER,             -- in the text
    length INTEGER,
    fix TEXT,                  -- JSON
    fix_kind TEXT              -- edit, quirk
  );
  -- One index for all ways of asking: of a session, of a message in it, of a message without one.
  CREATE INDEX finding_session ON finding (session, exchange, side);
  CREATE INDEX finding_quirk ON finding (session) WHERE fix_kind = 'quirk';
  -- How far the projections have come, and from where a projector must read to go on.
  CREATE TABLE progress (projected INTEGER NOT NULL, needed INTEGER NOT NULL);
  INSERT INTO progress VALUES (0, 1);
`

export const projectionTables = [
  'session',
  'message',
  'device',
  'parameter_change',
  'finding',
  'progress',
] as const
