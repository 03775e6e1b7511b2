-- The ledger's tables and views, schema version 1.
--
-- docs/ledger.md is printed from this file by tools/ledger_doc.py: a comment above a table, view or macro says what
-- it is, the comment behind a column what stands in it. Absent values are NULL. Tables are written by loads alone;
-- nothing in them is ever changed or deleted. Read the views.

-- Which schema this ledger has: one row.
CREATE TABLE schema_version (
  version INTEGER NOT NULL -- a ledger with a higher one than Kept knows is refused
);

-- One row for each dataset that was loaded from one file. The same bytes of a dataset are loaded once, or once with
-- each mapping that they were read with.
CREATE TABLE load (
  id BIGINT PRIMARY KEY, -- 1, 2, 3, ... in the order of loading
  source VARCHAR NOT NULL, -- `kiel`, `iati`, `csv:NAME`, `ecb`, ...
  dataset VARCHAR NOT NULL, -- within the source: `rows`, `donor-months`, a publisher's file, ...
  release VARCHAR, -- the source's own name of the release
  released DATE, -- the day on which the release was published; NULL: unknown
  released_how VARCHAR, -- where that day is from: a metadata file, `--released`, ...
  retrieved DATE NOT NULL, -- the day on which the file was got or loaded
  file VARCHAR NOT NULL, -- path as given
  sha256 VARCHAR NOT NULL, -- of the bytes as given, 64 hex digits
  mapping_sha256 VARCHAR NOT NULL, -- of the mapping that a table was read with, else empty
  bytes BIGINT NOT NULL, -- size of the file as given
  records BIGINT NOT NULL, -- rows of `published_record`
  quotes BIGINT NOT NULL, -- rows of `rate_quote` and `budget_rate`
  problems BIGINT NOT NULL, -- rows of `problem`
  covers_givers VARCHAR[] NOT NULL, -- givers that the load claims to cover; empty: not said
  covers_receivers VARCHAR[] NOT NULL, -- receivers that it claims to cover; empty: not said
  covers_measures VARCHAR[] NOT NULL, -- measures that it claims to cover; empty: not said
  covers_from DATE, -- first day that the load claims to cover
  covers_to DATE, -- last day that the load claims to cover
  complete_totals BOOLEAN NOT NULL, -- within these bounds a giver's totals by measure are complete
  complete_flows BOOLEAN NOT NULL, -- within these bounds every single flow is there
  coverage_note VARCHAR, -- the same in words
  UNIQUE (source, dataset, sha256, mapping_sha256)
);

-- One published fact about money, as a load brought it.
CREATE TABLE published_record (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  id VARCHAR NOT NULL, -- SOURCE/DATASET/POSITION; the same in every release that has it
  kind VARCHAR NOT NULL, -- `transaction`, `budget`, `planned_disbursement`, `allocation`, `commitment`, `payment`, `total`, ...
  measure VARCHAR NOT NULL, -- `pledge`, `commitment`, `allocation`, `disbursement`, `expenditure`, `budget`, `planned`, `incoming`, `other`
  measure_published VARCHAR, -- the source's own word or code for it
  date DATE, -- first day of the period where the precision is coarser than a day
  date_precision VARCHAR NOT NULL, -- `day`, `month`, `quarter`, `half`, `season`, `year`, `fiscal_year`
  date_to DATE, -- last day of the period, where the source states one
  value_date DATE, -- the day whose rate the source wants used, where it is not `date`
  amount DECIMAL(38,12), -- the published amount for arithmetic in SQL: exact up to 12 decimal places, else rounded half to even; NULL where none was readable or it has more than 26 digits before the point
  amount_published VARCHAR, -- the published amount to its last digit; what Kept itself computes with
  amount_item VARCHAR, -- what the source gives for this item alone where the amount is its share of a package
  amount_half_unit VARCHAR, -- half a unit of the last digit that the source publishes; NULL: exact
  currency VARCHAR, -- ISO 4217, as published
  converted_month DATE, -- first day of the month at whose mean rate the source converted the amount
  giver VARCHAR, -- party code where known, else the name as published
  receiver VARCHAR, -- party code where known, else the name as published
  giver_name VARCHAR, -- as published
  receiver_name VARCHAR, -- as published
  channel VARCHAR, -- through whom the money goes
  instrument VARCHAR, -- `loan`, `grant`, `guarantee`, `budget_support`, `in_kind`, `military`
  aid_type VARCHAR, -- `financial`, `humanitarian`, `military`, or a code of the OECD DAC
  activity VARCHAR, -- the activity or commitment that it belongs to, within the dataset
  activity_how VARCHAR, -- `published`, or how that was inferred
  text VARCHAR, -- the source's description
  link VARCHAR, -- the source's reference
  summary BOOLEAN NOT NULL, -- a total of other rows by the source itself: never summed with them
  secondary BOOLEAN NOT NULL, -- of a secondary reporter: in no total
  notes VARCHAR, -- readings that are not the plain one, one a line: `currency-default`, `date-from-text`
  file VARCHAR, -- within the load
  position VARCHAR -- where it stands in the file: `line 2367`
);

-- Day quotes in units of a currency per euro, as a load brought them.
CREATE TABLE rate_quote (
  load BIGINT NOT NULL, -- `load.id`
  currency VARCHAR NOT NULL, -- ISO 4217
  date DATE NOT NULL, -- the day of the quote
  per_euro DECIMAL(18,8), -- units of the currency per euro
  per_euro_published VARCHAR -- the quote where `per_euro` cannot hold it exactly, else NULL
);

-- The days that a file of quotes has a row for: a mean is taken over these.
CREATE TABLE rate_day (
  load BIGINT NOT NULL, -- `load.id`
  date DATE NOT NULL -- a business day of the source
);

-- Rates at which a state's budget converts a fiscal year, as a load brought them.
CREATE TABLE budget_rate (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  fiscal_year INTEGER NOT NULL, -- by the year in which it begins
  first_day DATE, -- of the fiscal year
  last_day DATE, -- of the fiscal year
  currency VARCHAR NOT NULL, -- units of this currency ...
  base VARCHAR NOT NULL, -- ... per unit of this one
  rate VARCHAR NOT NULL, -- the rate to its last digit
  status VARCHAR, -- `sourced`, `inferred`, ...
  source VARCHAR, -- where the figure is from
  notes VARCHAR -- what else the file says of it
);

-- What was wrong in a load, where, and what was done instead.
CREATE TABLE problem (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  code VARCHAR NOT NULL, -- a kind of docs/problems.md
  what VARCHAR, -- one sentence
  file VARCHAR, -- where it stands
  line BIGINT, -- from 1
  "column" BIGINT, -- from 1
  byte BIGINT, -- from 0
  record VARCHAR, -- the record it is about
  done VARCHAR, -- what was done instead
  cure VARCHAR -- what would cure it
);

-- The loads that count on a day: of each dataset the newest release published by then. Releases of an unknown day
-- stand behind those of a known one; of one day, the higher release number, then the later load counts.
CREATE MACRO newest_load_by(day) AS TABLE
  SELECT * FROM load
  WHERE released IS NULL OR released <= day
  QUALIFY row_number() OVER (
    PARTITION BY source, dataset
    ORDER BY released DESC NULLS LAST, TRY_CAST(regexp_extract_all(release, '[0-9]+') AS HUGEINT[]) DESC NULLS LAST,
      retrieved DESC, id DESC) = 1;

-- The loads that count now.
CREATE VIEW newest_load AS SELECT * FROM newest_load_by(DATE 'infinity');

-- Every published fact of every release.
CREATE VIEW record_version AS
  SELECT p.id, l.source, l.dataset, l.release, p.kind, p.measure, p.date, p.date_precision, p.amount, p.currency,
    p.giver, p.receiver, p.channel, p.instrument, p.activity, p.text, p.link, p.load, p.file, p.position,
    p.measure_published, p.date_to, p.value_date, p.amount_published, p.amount_item, p.amount_half_unit, p.converted_month, p.giver_name,
    p.receiver_name, p.aid_type, p.activity_how, p.summary, p.secondary, p.notes, l.released, p.ordinal
  FROM published_record p JOIN load l ON p.load = l.id;

-- Every published fact of the newest release of each dataset.
CREATE VIEW record AS
  SELECT * FROM record_version WHERE load IN (SELECT id FROM newest_load);

-- The same as it was known at the end of a day: `SELECT * FROM record_by(DATE '2026-02-10')`.
CREATE MACRO record_by(day) AS TABLE
  SELECT * FROM record_version WHERE load IN (SELECT id FROM newest_load_by(day));

-- Day quotes, of each day and currency the one loaded last.
CREATE VIEW rate AS
  SELECT currency, date, per_euro, load FROM rate_quote
  QUALIFY row_number() OVER (PARTITION BY currency, date ORDER BY load DESC) = 1;
