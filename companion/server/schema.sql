-- The journal. Times are ISO 8601 in UTC, texts that compare as times do.
create table if not exists session (
    conversation text primary key,
    token text not null unique,          -- SHA-256 of the token, never the token
    country text,
    language text,
    created text not null,
    active text not null,                -- last message or greeting
    expires text not null,
    last integer not null default 0,     -- number of the last message; never used twice
    state blob,                          -- what the engine needs for the next turn
    triage text                          -- what triage knows (JSON)
);
create table if not exists message (
    conversation text not null,
    seq integer not null,
    sender text not null,                -- person or companion
    at text not null,
    client text,                         -- the client's id of a person's message
    country text,
    text text not null,
    reply text,                          -- the rest of a companion's message (JSON)
    answers integer,                     -- the person's message that a reply answers
    open integer not null default 0,     -- 1: a person's message without its answer
    missed integer not null default 0,   -- 1: a reply that nobody was connected to see
    primary key (conversation, seq)
) without rowid;
create unique index if not exists message_client on message (conversation, client) where client is not null;
create index if not exists message_open on message (conversation, seq) where open = 1;
create table if not exists document (
    id text primary key, conversation text not null, name text not null, type text not null, body text not null);
create table if not exists passed (
    conversation text not null, at text not null, place text not null);
