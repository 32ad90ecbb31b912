/** Format of the workspace: what `user_version` says. A greater one is refused; a smaller one is converted. */
export const WORKSPACE_FORMAT = 4

/** Marks our workspaces among all SQLite files: `CWMW`. */
export const WORKSPACE_APPLICATION_ID = 0x43574d57

const quirkTable = `
  CREATE TABLE quirk (
    device TEXT PRIMARY KEY,   -- empty: every device without a choice of its own
    choices TEXT NOT NULL      -- JSON
  ) WITHOUT ROWID;
`

/** Files kept for CPEs or received from them, and transfers. */
const transferTables = ['file', 'transfer']
  .map(
    (table) => `
  CREATE TABLE IF NOT EXISTS ${table} (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL,      -- JSON
    sealed INTEGER NOT NULL,   -- 1: encrypted by the host
    secret TEXT NOT NULL       -- credentials as JSON, sealed or plain
  );
`,
  )
  .join('')

/** Secrets under a name, and what CPEs log in with. */
const secretTables = `
  CREATE TABLE IF NOT EXISTS secret (
    name TEXT PRIMARY KEY,
    sealed INTEGER NOT NULL,   -- 1: encrypted by the host
    secret TEXT NOT NULL       -- sealed or plain
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS login (
    device TEXT PRIMARY KEY,   -- empty: the pair that all CPEs share
    mode TEXT,                 -- null: as for all
    username TEXT,             -- null: the device's own names
    sealed INTEGER NOT NULL,
    secret TEXT                -- the password, sealed or plain; null: none
  ) WITHOUT ROWID;
`

/** What makes a workspace of each format one of the next. */
export const workspaceConverters: Readonly<Record<number, string>> = {
  1: quirkTable,
  2: transferTables,
  3: secretTables,
}

export const workspaceSchema = `
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE credential (
    device TEXT PRIMARY KEY,
    sealed INTEGER NOT NULL,   -- 1: encrypted by the host
    secret TEXT NOT NULL       -- JSON, sealed or plain
  ) WITHOUT ROWID;
  CREATE TABLE rpc (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    device TEXT NOT NULL,
    unfinished INTEGER NOT NULL,
    record TEXT NOT NULL       -- JSON
  );
  CREATE INDEX rpc_device ON rpc (device, number);
  CREATE INDEX rpc_unfinished ON rpc (number) WHERE unfinished = 1;
  ${quirkTable}
  ${transferTables}
  ${secretTables}
`
