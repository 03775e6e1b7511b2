-- The ledger's tables and views, schema version 4.
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
  facts BIGINT NOT NULL, -- rows of `published_fact`
  quotes BIGINT NOT NULL, -- rows of `rate_quote`, `budget_rate` and `rate_series`
  problems BIGINT NOT NULL, -- rows of `problem`
  covers_givers VARCHAR[] NOT NULL, -- givers that the load claims to cover; empty: not said
  covers_receivers VARCHAR[] NOT NULL, -- receivers that it claims to cover; empty: not said
  covers_measures VARCHAR[] NOT NULL, -- measures that it claims to cover; empty: not said
  covers_from DATE, -- first day that the load claims to cover
  covers_to DATE, -- last day that the load claims to cover; of facts, not of plans
  complete_totals BOOLEAN NOT NULL, -- within these bounds a giver's totals by measure are complete
  complete_flows BOOLEAN NOT NULL, -- within these bounds every single flow is there
  coverage_note VARCHAR, -- the same in words
  UNIQUE (source, dataset, sha256, mapping_sha256)
);

-- One published fact about money, as a load brought it, of a source that tells where each stands. Read
-- `published_record`, which has all records.
CREATE TABLE full_record (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  activity_ordinal INTEGER, -- `activity_version.ordinal` within the load; NULL: the source tells nothing of activities
  number INTEGER NOT NULL, -- which of its kind in its activity, from 1; 0 where `activity_ordinal` is NULL
  splits INTEGER, -- `split_set.id` within the load: its own shares; NULL: none
  classifications INTEGER, -- `classification_set.id` within the load: its own codes; NULL: none
  id VARCHAR, -- SOURCE/DATASET/POSITION; the same in every release that has it
  kind VARCHAR NOT NULL, -- `transaction`, `budget`, `planned_disbursement`, `allocation`, `commitment`, `payment`, `total`, ...
  measure VARCHAR NOT NULL, -- `pledge`, `commitment`, `allocation`, `disbursement`, `expenditure`, `budget`, `planned`, `incoming`, `other`
  measure_published VARCHAR, -- the source's own word or code for it
  direction VARCHAR, -- of the money, seen from who reports it: `out`, `in`, `back`
  date DATE, -- first day of the period where the precision is coarser than a day
  date_published VARCHAR, -- what stands there where that is no such day
  date_precision VARCHAR NOT NULL, -- `day`, `month`, `quarter`, `half`, `season`, `year`, `fiscal_year`
  date_to DATE, -- last day of the period, where the source states one
  value_date DATE, -- the day whose rate the source wants used, where it is not `date`
  value_date_published VARCHAR, -- what stands there where that is no such day
  amount DECIMAL(38,12), -- the published amount for arithmetic in SQL: exact up to 12 decimal places, else rounded half to even; NULL where none was readable or it has more than 26 digits before the point
  amount_published VARCHAR, -- the published amount to its last digit, or what stands there instead of one; what Kept itself computes with
  amount_item VARCHAR, -- what the source gives for this item alone where the amount is its share of a package
  amount_half_unit VARCHAR, -- half a unit of the last digit that the source publishes; NULL: exact
  currency VARCHAR, -- ISO 4217, in capitals; NULL: unknown
  currency_published VARCHAR, -- what stands there where that is not the same
  amount_original VARCHAR, -- what the source says was reported to it, before it converted the amount itself
  currency_original VARCHAR, -- ISO 4217 of that
  converted_month DATE, -- first day of the month at whose mean rate the source converted the amount
  giver VARCHAR, -- party code where known, else the name as published
  receiver VARCHAR, -- party code where known, else the name as published; of a flow that several share, their codes joined by commas
  giver_name VARCHAR, -- as published
  receiver_name VARCHAR, -- as published
  giver_ref VARCHAR, -- the identifier that the source gives it
  receiver_ref VARCHAR, -- the identifier that the source gives it
  giver_activity VARCHAR, -- the other organisation's activity that the money comes from
  receiver_activity VARCHAR, -- the other organisation's activity that the money goes to
  channel VARCHAR, -- through whom the money goes
  instrument VARCHAR, -- `loan`, `grant`, `guarantee`, `budget_support`, `in_kind`, `military`
  aid_type VARCHAR, -- `financial`, `humanitarian`, `military`, or a code of the OECD DAC
  aid_type_published VARCHAR, -- the DAC's code, also where `aid_type` says `humanitarian`
  flow_type VARCHAR, -- the DAC's code, its own or its activity's default; NULL: unknown
  finance_type VARCHAR, -- the DAC's code, its own or its activity's default
  tied_status VARCHAR, -- the DAC's code, its own or its activity's default
  humanitarian BOOLEAN, -- as flagged, on itself or its activity; NULL: not said
  status VARCHAR, -- of a plan: `indicative`, `committed`
  reference VARCHAR, -- the source's own reference of this record
  activity VARCHAR, -- the activity or commitment that it belongs to, within the dataset
  activity_how VARCHAR, -- `published`, or how that was inferred
  text VARCHAR, -- the source's description
  link VARCHAR, -- the source's reference
  summary BOOLEAN NOT NULL, -- a total or plan of other rows by the source itself: never summed with them
  secondary BOOLEAN NOT NULL, -- of a secondary reporter: in no total
  notes VARCHAR, -- readings that are not the plain one, one a line: `currency-default`, `date-from-text`
  file VARCHAR, -- within the load
  position VARCHAR -- where it stands in the file: `line 2367`
);

-- The same of an activity, without what can be made from it. What thousands of records have alike stands once, in
-- `record_trait`. Read `published_record`.
CREATE TABLE brief_record (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  activity_ordinal INTEGER NOT NULL, -- `activity_version.ordinal` within the load
  number INTEGER NOT NULL, -- which of its kind in its activity, from 1; 0 where `activity_ordinal` is NULL
  trait INTEGER NOT NULL, -- `record_trait.id` within the load
  splits INTEGER, -- `split_set.id` within the load: its own shares; NULL: none
  classifications INTEGER, -- `classification_set.id` within the load: its own codes; NULL: none
  date DATE, -- first day of the period where the precision is coarser than a day
  date_published VARCHAR, -- what stands there where that is no such day
  date_to DATE, -- last day of the period, where the source states one
  value_date DATE, -- the day whose rate the source wants used, where it is not `date`
  value_date_published VARCHAR, -- what stands there where that is no such day
  amount DECIMAL(38,12), -- the published amount for arithmetic in SQL: exact up to 12 decimal places, else rounded half to even; NULL where none was readable or it has more than 26 digits before the point
  amount_published VARCHAR, -- the published amount to its last digit, or what stands there instead of one; what Kept itself computes with
  giver_activity VARCHAR, -- the other organisation's activity that the money comes from
  receiver_activity VARCHAR, -- the other organisation's activity that the money goes to
  reference VARCHAR, -- the source's own reference of this record
  text VARCHAR -- the source's description
);

-- What records of a load have alike.
CREATE TABLE record_trait (
  load BIGINT NOT NULL, -- `load.id`
  id INTEGER NOT NULL, -- its number in the load
  kind VARCHAR NOT NULL, -- `transaction`, `budget`, `planned_disbursement`, `allocation`, `commitment`, `payment`, `total`, ...
  measure VARCHAR NOT NULL, -- `pledge`, `commitment`, `allocation`, `disbursement`, `expenditure`, `budget`, `planned`, `incoming`, `other`
  date_precision VARCHAR NOT NULL, -- `day`, `month`, `quarter`, `half`, `season`, `year`, `fiscal_year`
  measure_published VARCHAR, -- the source's own word or code for it
  direction VARCHAR, -- of the money, seen from who reports it: `out`, `in`, `back`
  currency VARCHAR, -- ISO 4217, in capitals; NULL: unknown
  currency_published VARCHAR, -- what stands there where that is not the same
  giver VARCHAR, -- party code where known, else the name as published
  receiver VARCHAR, -- party code where known, else the name as published; of a flow that several share, their codes joined by commas
  giver_name VARCHAR, -- as published
  receiver_name VARCHAR, -- as published
  giver_ref VARCHAR, -- the identifier that the source gives it
  receiver_ref VARCHAR, -- the identifier that the source gives it
  channel VARCHAR, -- through whom the money goes
  instrument VARCHAR, -- `loan`, `grant`, `guarantee`, `budget_support`, `in_kind`, `military`
  aid_type VARCHAR, -- `financial`, `humanitarian`, `military`, or a code of the OECD DAC
  aid_type_published VARCHAR, -- the DAC's code, also where `aid_type` says `humanitarian`
  flow_type VARCHAR, -- the DAC's code, its own or its activity's default; NULL: unknown
  finance_type VARCHAR, -- the DAC's code, its own or its activity's default
  tied_status VARCHAR, -- the DAC's code, its own or its activity's default
  status VARCHAR, -- of a plan: `indicative`, `committed`
  notes VARCHAR, -- readings that are not the plain one, one a line: `currency-default`, `date-from-text`
  humanitarian BOOLEAN, -- as flagged, on itself or its activity; NULL: not said
  summary BOOLEAN NOT NULL, -- a total or plan of other rows by the source itself: never summed with them
  secondary BOOLEAN NOT NULL -- of a secondary reporter: in no total
);

-- Activities and organisations, as a load brought them.
CREATE TABLE activity_version (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  kind VARCHAR NOT NULL, -- `activity`, `organisation`
  identifier VARCHAR, -- without blanks at its ends; NULL: none that could tell it from others
  identifier_published VARCHAR, -- where that is not the same
  occurrence INTEGER NOT NULL, -- 2 for the second one with this identifier in the load, and so on
  reporting_ref VARCHAR, -- who says so: its identifier
  reporting_name VARCHAR, -- its name
  reporting_type VARCHAR, -- code of OrganisationType
  secondary BOOLEAN NOT NULL, -- a secondary reporter: in no total
  version VARCHAR, -- of the standard, as the activity or its file says; a hint
  hierarchy INTEGER NOT NULL, -- level among the publisher's activities, 1 where none is given
  language VARCHAR, -- `xml:lang`
  default_currency VARCHAR, -- as published
  humanitarian BOOLEAN, -- as flagged; NULL: not said
  last_updated TIMESTAMP, -- in UTC, where no zone is given too
  last_updated_published VARCHAR, -- as published
  status VARCHAR, -- code of ActivityStatus
  title VARCHAR, -- the English one, else that of the activity's language, else the first
  start_planned DATE, -- first day as planned
  start_actual DATE, -- first day as it was
  end_planned DATE, -- last day as planned
  end_actual DATE, -- last day as it was
  flow_type VARCHAR, -- default for its records
  finance_type VARCHAR, -- default for its records
  aid_type VARCHAR, -- default for its records, the DAC's code
  tied_status VARCHAR, -- default for its records
  notes VARCHAR, -- readings that are not the plain one, one a line
  line BIGINT, -- where it begins in the file
  splits INTEGER, -- `split_set.id` within the load: the shares of its records without their own; NULL: none
  classifications INTEGER -- `classification_set.id` within the load: its codes; NULL: none
);

-- Titles, descriptions and names in every language.
CREATE TABLE narrative (
  load BIGINT NOT NULL, -- `load.id`
  activity INTEGER NOT NULL, -- `activity_version.ordinal`
  record INTEGER, -- `published_record.ordinal`; NULL: of the activity. Those of records only where there are several
  element VARCHAR NOT NULL, -- `title`, `description`, ...
  type VARCHAR, -- code of DescriptionType
  language VARCHAR, -- as published, else the activity's
  text VARCHAR NOT NULL -- as published
);

-- Organisations that take part in an activity. They carry no amount: who funds is no giver of a record.
CREATE TABLE participant (
  load BIGINT NOT NULL, -- `load.id`
  activity INTEGER NOT NULL, -- `activity_version.ordinal`
  role VARCHAR, -- `1` funding, `2` accountable, `3` extending, `4` implementing
  role_published VARCHAR, -- where that is not the same
  ref VARCHAR, -- its identifier
  name VARCHAR, -- as published
  type VARCHAR, -- code of OrganisationType
  activity_id VARCHAR, -- its own activity
  party VARCHAR -- party code where known, else its name
);

-- Links from an activity to others, as published.
CREATE TABLE related_activity (
  load BIGINT NOT NULL, -- `load.id`
  activity INTEGER NOT NULL, -- `activity_version.ordinal`
  type VARCHAR, -- `1` parent, `2` child, `3` sibling, `4` co-funded, `5` third party
  ref VARCHAR -- identifier of the other
);

-- Shares of money by country, region and sector, as one or many activities or records have them. Read `split`.
CREATE TABLE split_set (
  load BIGINT NOT NULL, -- `load.id`
  id INTEGER NOT NULL, -- its number in the load
  number INTEGER NOT NULL, -- which of the set, from 1, in the order of publication
  dimension VARCHAR NOT NULL, -- `place`, `sector`
  kind VARCHAR NOT NULL, -- `country`, `region`, `sector`
  vocabulary VARCHAR NOT NULL, -- codes of 2.0x; countries and regions of vocabulary 1 are one set
  vocabulary_published VARCHAR, -- where that is not the same
  code VARCHAR, -- as published
  percentage VARCHAR, -- as published; NULL: none
  weight DECIMAL(18,9) NOT NULL, -- its part of the money is weight / whole
  whole DECIMAL(18,9) NOT NULL, -- what the weights of the dimension and vocabulary leave of it is not allocated
  note VARCHAR -- `percent-equal`, `percent-filled`, `percent-short`, `percent-rescaled`, `region-dropped`
);

-- Other codes, as one or many activities or records have them, each vocabulary a question of its own. Read
-- `classification`.
CREATE TABLE classification_set (
  load BIGINT NOT NULL, -- `load.id`
  id INTEGER NOT NULL, -- its number in the load
  number INTEGER NOT NULL, -- which of the set, from 1, in the order of publication
  element VARCHAR NOT NULL, -- `aid-type`, `default-aid-type`, `humanitarian-scope`, ...
  type VARCHAR, -- as published
  vocabulary VARCHAR, -- as published
  code VARCHAR -- as published
);

-- Elements of a load that say nothing about money: how many were passed over.
CREATE TABLE passed_over (
  load BIGINT NOT NULL, -- `load.id`
  element VARCHAR NOT NULL, -- its name; of another namespace `PREFIX:*`
  count BIGINT NOT NULL -- how often
);

-- A dated fact that is no flow of money: what a state spends on defence, refugees counted, a missile test, an office.
CREATE TABLE published_fact (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  id VARCHAR NOT NULL, -- SOURCE/DATASET/POSITION
  kind VARCHAR NOT NULL, -- `military_expenditure`, `refugees`, `missile_test`, `office`, `oda`, ...
  subject VARCHAR, -- party code where known, else the name: who spends, launches, holds office, is fled from
  object VARCHAR, -- the other party, where there is one: who takes refugees in
  subject_name VARCHAR, -- as published
  object_name VARCHAR, -- as published
  date DATE, -- first day of the period where the precision is coarser than a day
  date_precision VARCHAR NOT NULL, -- `day`, `month`, `quarter`, `half`, `season`, `year`, `fiscal_year`
  date_to DATE, -- last day of the period, where the source states one; of an office: held until then, NULL: still held
  value VARCHAR, -- the published figure to its last digit
  unit VARCHAR, -- what it counts: `USD`, `people`, `km`, `share of GDP`
  what VARCHAR, -- the missile, the office and its holder, the series
  outcome VARCHAR, -- where the source judges: `success`, `failure`
  text VARCHAR, -- the source's description
  link VARCHAR, -- the source's reference
  notes VARCHAR, -- what else the source gives, one `NAME: VALUE` a line
  file VARCHAR, -- within the load
  position VARCHAR -- where it stands in the file
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

-- Rates of other banks and means that others computed, as a load brought them: never mixed with `rate_quote`.
CREATE TABLE rate_series (
  load BIGINT NOT NULL, -- `load.id`
  ordinal INTEGER NOT NULL, -- its place in the load, from 0
  series VARCHAR NOT NULL, -- `NBU`, `NBP`, `FED-H10`, `IMF-ENDA`, `IMF-EOP`, `DAC`, ...
  currency VARCHAR NOT NULL, -- units of this currency ...
  base VARCHAR NOT NULL, -- ... per unit of this one
  date DATE NOT NULL, -- the day, or the first day of the month or year
  span VARCHAR NOT NULL, -- `day`, `month_mean`, `month_end`, `year_mean`
  rate VARCHAR NOT NULL -- the rate to its last digit
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

-- Records of the newest releases that speak of one flow of money, as `kept link` found them; it writes this table and
-- `flow_member` anew each time.
CREATE TABLE link (
  first VARCHAR NOT NULL, -- `record.id`; the lower of the two
  second VARCHAR NOT NULL, -- `record.id`
  reason VARCHAR NOT NULL, -- the comparisons that speak for it, the strongest first
  weight DECIMAL(18,6) NOT NULL, -- log2 of the odds that they are one flow
  probability DECIMAL(18,9) NOT NULL, -- the same as a probability
  waterfall VARCHAR NOT NULL, -- what the weight is made of: the prior, then each comparison with its level
  second_best VARCHAR, -- `record.id` of the record that came next for either of the two
  second_best_weight DECIMAL(18,6) -- its weight
);

-- To which flow a record with a link belongs.
CREATE TABLE flow_member (
  record VARCHAR PRIMARY KEY, -- `record.id`
  flow VARCHAR NOT NULL, -- `record.id` of the one that counts
  counts BOOLEAN NOT NULL -- it is that one
);

-- What people decided of links and readings (`kept review`): rows are added, none is changed or deleted, and loading or
-- linking anew leaves them. Read the view `decision_now`.
CREATE TABLE decision (
  ordinal BIGINT PRIMARY KEY, -- 1, 2, 3, ... in the order of deciding
  kind VARCHAR NOT NULL, -- `flow` (two records of one flow), `evidence` (a claim's record), `follow_up`, `reading`
  confirmed BOOLEAN NOT NULL, -- else rejected
  first VARCHAR NOT NULL, -- `record.id`, or a claim: SHA-256 of its document's text, a colon, its code points FROM-TO
  second VARCHAR NOT NULL, -- likewise; empty for a reading
  relation VARCHAR, -- of a confirmed follow-up: `kept`, `partly_kept`, `restated`, `changed`, `broken`
  first_words VARCHAR, -- what stands there
  second_words VARCHAR, -- what stands there
  decided_by VARCHAR NOT NULL, -- who
  reason VARCHAR NOT NULL, -- why
  decided DATE NOT NULL -- when
);

-- The decisions that hold: of each thing the last one.
CREATE VIEW decision_now AS
  SELECT * FROM decision
  QUALIFY row_number() OVER (PARTITION BY kind, first, second ORDER BY ordinal DESC) = 1;

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

-- Every published fact of every load, without what can be made from its activity. Read `published_record`, which has all
-- of it.
CREATE VIEW stored_record AS
  SELECT
    load, ordinal, activity_ordinal, number, id, kind, measure, measure_published, direction, date, date_published,
    date_precision, date_to, value_date, value_date_published, amount, amount_published, amount_item,
    amount_half_unit, currency, currency_published, amount_original, currency_original, converted_month, giver,
    receiver, giver_name, receiver_name, giver_ref, receiver_ref, giver_activity, receiver_activity, channel,
    instrument, aid_type, aid_type_published, flow_type, finance_type, tied_status, humanitarian, status,
    reference, activity, activity_how, text, link, summary, secondary, notes, file, position
  FROM full_record
  UNION ALL
  SELECT
    b.load, b.ordinal, b.activity_ordinal, b.number, NULL, t.kind, t.measure, t.measure_published, t.direction,
    b.date, b.date_published, t.date_precision, b.date_to, b.value_date, b.value_date_published, b.amount,
    b.amount_published, NULL, NULL, t.currency, t.currency_published, NULL, NULL, NULL, t.giver, t.receiver,
    t.giver_name, t.receiver_name, t.giver_ref, t.receiver_ref, b.giver_activity, b.receiver_activity, t.channel,
    t.instrument, t.aid_type, t.aid_type_published, t.flow_type, t.finance_type, t.tied_status, t.humanitarian,
    t.status, b.reference, NULL, NULL, b.text, NULL, t.summary, t.secondary, t.notes, NULL, NULL
  FROM brief_record b JOIN record_trait t ON t.load = b.load AND t.id = b.trait;

-- Whose set of shares and whose set of codes a load has: those of activities (`record` is NULL) and of records.
CREATE VIEW set_owner AS
  SELECT load, ordinal AS activity, CAST(NULL AS INTEGER) AS record, splits, classifications FROM activity_version
  UNION ALL
  SELECT load, activity_ordinal, ordinal, splits, classifications FROM brief_record
  UNION ALL
  SELECT load, activity_ordinal, ordinal, splits, classifications FROM full_record;

-- Shares of money by country, region and sector. What one activity (or one record) has of one dimension and vocabulary
-- is a view of the same money, and two are never added. `record` is NULL: of each record of the activity without a share
-- of its own. `number`: the order of publication.
CREATE VIEW split AS
  SELECT
    o.load, -- BIGINT: `load.id`
    o.activity, -- INTEGER: `activity_version.ordinal`
    o.record, -- INTEGER: `published_record.ordinal`; NULL: of each record of the activity without a share of its own
    s.dimension, s.kind, s.vocabulary, s.vocabulary_published, s.code, s.percentage,
    s.weight, s.whole, s.note, s.number
  FROM set_owner o JOIN split_set s ON s.load = o.load AND s.id = o.splits;

-- Other codes of activities (`record` is NULL) and records, each vocabulary a question of its own.
CREATE VIEW classification AS
  SELECT
    o.load, -- BIGINT: `load.id`
    o.activity, -- INTEGER: `activity_version.ordinal`
    o.record, -- INTEGER: `published_record.ordinal`; NULL: of the activity
    s.element, s.type, s.vocabulary, s.code, s.number
  FROM set_owner o JOIN classification_set s ON s.load = o.load AND s.id = o.classifications;

-- Activities of every load with a key that is unique in the load: the identifier, `#2` behind it where it comes again,
-- or the place in the file where there is none.
CREATE VIEW keyed_activity AS
  SELECT a.* EXCLUDE (splits, classifications), concat(coalesce(a.identifier, concat('number ', a.ordinal + 1)),
    CASE WHEN a.occurrence > 1 THEN concat('#', a.occurrence) END) AS key
  FROM activity_version a;

-- Every published fact of every load, with what is made from its activity filled in.
CREATE VIEW published_record AS
  SELECT s.* REPLACE (
      CASE WHEN s.id IS NOT NULL THEN s.id
        ELSE concat(l.source, '/', l.dataset, '/', a.key, '/', s.kind, '/', s.number) END AS id,
      coalesce(s.amount_published, rtrim(rtrim(CAST(s.amount AS VARCHAR), '0'), '.')) AS amount_published,
      coalesce(s.activity, a.key) AS activity,
      CASE WHEN a.key IS NULL THEN s.activity_how
        ELSE CASE WHEN a.identifier IS NULL THEN 'place in the file' ELSE 'published' END END AS activity_how,
      CASE WHEN a.key IS NULL THEN s.text ELSE concat_ws(': ', a.title, s.text) END AS text,
      coalesce(s.file, l.file) AS file,
      coalesce(s.position, concat('activity ', a.key, ' ', s.kind, ' ', s.number)) AS position)
  FROM stored_record s JOIN load l ON s.load = l.id
    LEFT JOIN keyed_activity a ON s.load = a.load AND s.activity_ordinal = a.ordinal;

-- Every published fact of every release.
CREATE VIEW record_version AS
  SELECT p.id, l.source, l.dataset, l.release, p.kind, p.measure, p.date, p.date_precision, p.amount, p.currency,
    p.giver, p.receiver, p.channel, p.instrument, p.activity, p.text, p.link, p.load, p.file, p.position,
    p.measure_published, p.date_to, p.value_date, p.amount_published, p.amount_item, p.amount_half_unit, p.converted_month, p.giver_name,
    p.receiver_name, p.aid_type, p.activity_how, p.summary, p.secondary, p.notes, l.released, p.ordinal,
    p.direction, p.date_published, p.value_date_published, p.currency_published, p.giver_ref, p.receiver_ref,
    p.giver_activity, p.receiver_activity, p.aid_type_published, p.flow_type, p.finance_type, p.tied_status,
    p.humanitarian, p.status, p.reference, p.activity_ordinal, p.number,
    p.amount_original, p.currency_original
  FROM published_record p JOIN load l ON p.load = l.id;

-- Every published fact of the newest release of each dataset.
CREATE VIEW record AS
  SELECT * FROM record_version WHERE load IN (SELECT id FROM newest_load);

-- The same as it was known at the end of a day: `SELECT * FROM record_by(DATE '2026-02-10')`.
CREATE MACRO record_by(day) AS TABLE
  SELECT * FROM record_version WHERE load IN (SELECT id FROM newest_load_by(day));

-- Each flow of money once: of the records that are linked the one that counts, and every record without a link. A record
-- whose counting one a later load took away stands for itself until `kept link` runs again.
CREATE VIEW flow AS
  SELECT r.*, m.flow IS NOT NULL AS linked
  FROM record r LEFT JOIN flow_member m ON m.record = r.id
  WHERE coalesce(m.counts, TRUE) OR m.flow NOT IN (SELECT id FROM record);

-- Day quotes, of each day and currency the one loaded last.
CREATE VIEW rate AS
  SELECT currency, date, per_euro, load FROM rate_quote
  QUALIFY row_number() OVER (PARTITION BY currency, date ORDER BY load DESC) = 1;

-- Copies of one activity in the newest files of one publisher, where there are several. The newest copy counts: by
-- `last_updated`, then the file's release, then the order of loading. One that shares no type and day of a transaction
-- with any newer copy is no older version but another part (a file for each year): `joined`; else it is `superseded`.
CREATE VIEW activity_copy AS
  WITH ranked AS (
    SELECT k.load, k.ordinal, k.key, k.reporting_ref, k.identifier, l.file, k.line, k.last_updated, l.released,
      row_number() OVER copies AS place,
      count(*) OVER (PARTITION BY k.reporting_ref, k.identifier) AS copies,
      first(l.file) OVER copies AS newest_file
    FROM keyed_activity k JOIN newest_load l ON k.load = l.id
    WHERE k.kind = 'activity' AND k.identifier IS NOT NULL
    WINDOW copies AS (PARTITION BY k.reporting_ref, k.identifier
      ORDER BY k.last_updated DESC NULLS LAST, l.released DESC NULLS LAST, k.load DESC, k.ordinal DESC)),
  several AS (SELECT * FROM ranked WHERE copies > 1),
  money AS (
    SELECT DISTINCT c.load, c.ordinal, c.reporting_ref, c.identifier, c.place, s.measure_published AS type, s.date
    FROM several c JOIN stored_record s ON s.load = c.load AND s.activity_ordinal = c.ordinal
    WHERE s.kind = 'transaction'),
  with_money AS (SELECT DISTINCT load, ordinal FROM money),
  repeats AS (
    SELECT DISTINCT o.load, o.ordinal FROM money o JOIN money n
      ON n.reporting_ref IS NOT DISTINCT FROM o.reporting_ref AND n.identifier = o.identifier AND n.place < o.place
      AND n.type IS NOT DISTINCT FROM o.type AND n.date IS NOT DISTINCT FROM o.date)
  SELECT c.load, c.ordinal, c.key, c.reporting_ref, c.identifier, c.file, c.line, c.last_updated, c.copies,
    CASE WHEN c.place = 1 THEN 'current'
      WHEN m.load IS NOT NULL AND r.load IS NULL THEN 'joined'
      ELSE 'superseded' END AS state,
    CASE WHEN c.place > 1 THEN c.newest_file END AS superseded_by,
    CASE WHEN c.place > 1 AND m.load IS NOT NULL AND r.load IS NULL THEN 'duplicate-with-other-money' END AS note
  FROM several c LEFT JOIN with_money m ON m.load = c.load AND m.ordinal = c.ordinal
    LEFT JOIN repeats r ON r.load = c.load AND r.ordinal = c.ordinal;

-- Every activity that a dataset ever had: the releases that first and last have it, and since which release it is
-- gone (`withdrawn`; NULL: the newest release has it).
CREATE VIEW activity_history AS
  WITH release AS (
    SELECT id, dataset, source, coalesce(released, retrieved) AS day FROM load WHERE source = 'iati'),
  seen AS (
    SELECT r.source, r.dataset, k.key, min(r.day) AS first_day, max(r.day) AS last_day, count(*) AS releases
    FROM keyed_activity k JOIN release r ON k.load = r.id GROUP BY ALL)
  SELECT s.source, s.dataset, s.key, s.first_day, s.last_day, s.releases,
    (SELECT min(r.day) FROM release r WHERE r.source = s.source AND r.dataset = s.dataset AND r.day > s.last_day)
      AS withdrawn
  FROM seen s;

-- An identifier without what links write differently: letter case and blanks.
CREATE MACRO loose_identifier(identifier) AS upper(regexp_replace(identifier, '[ \t\r\n]', '', 'g'));

-- Activities of the newest files, for finding what a link means.
CREATE VIEW link_target AS
  SELECT k.load, k.ordinal, k.identifier, k.reporting_ref, k.hierarchy, loose_identifier(k.identifier) AS loose
  FROM keyed_activity k WHERE k.kind = 'activity' AND k.identifier IS NOT NULL
    AND k.load IN (SELECT id FROM newest_load);

-- Links between activities of the newest files: what they name, what that is, and how it was found (`id-loose`: letter
-- case or blanks differ). `linked` is NULL where no loaded file has it.
CREATE VIEW activity_link AS
  WITH link AS (
    SELECT a.load, a.ordinal, a.identifier, r.type, trim(r.ref) AS ref
    FROM related_activity r JOIN link_target a ON r.load = a.load AND r.activity = a.ordinal),
  exact AS (SELECT DISTINCT identifier FROM link_target),
  loose AS (
    SELECT loose, min(identifier) AS identifier FROM link_target GROUP BY loose HAVING count(DISTINCT identifier) = 1)
  SELECT l.load, l.ordinal, l.identifier, l.type, l.ref, coalesce(e.identifier, o.identifier) AS linked,
    CASE WHEN e.identifier IS NULL AND o.identifier IS NOT NULL THEN 'id-loose' END AS note
  FROM link l LEFT JOIN exact e ON e.identifier = l.ref LEFT JOIN loose o ON o.loose = loose_identifier(l.ref);

-- Incoming transactions that the activity they come from reports as paid to this one: one flow reported twice.
CREATE VIEW mirrored_record AS
  WITH flow AS (
    SELECT s.load, s.ordinal, s.direction, s.currency, a.loose AS here,
      loose_identifier(CASE WHEN s.direction = 'in' THEN s.giver_activity ELSE s.receiver_activity END) AS there
    FROM stored_record s JOIN link_target a ON s.load = a.load AND s.activity_ordinal = a.ordinal
    WHERE s.kind = 'transaction' AND s.direction IN ('in', 'out') AND (s.giver_activity IS NOT NULL OR s.receiver_activity IS NOT NULL))
  SELECT DISTINCT i.load, i.ordinal, i.there AS giver_activity, i.here AS receiver_activity
  FROM flow i JOIN flow o ON i.here = o.there AND i.there = o.here AND i.currency = o.currency
  WHERE i.direction = 'in' AND o.direction = 'out' AND i.here <> i.there;

-- Budgets of which another of the same period of the same activity takes the place: a revised one goes before an
-- original, of two alike the later in the file (`budget-ambiguous`). `budget-overlap`: it counts, and another that
-- counts has a different period that overlaps, so the activity has no total.
CREATE VIEW budget_state AS
  WITH budget AS (
    SELECT s.load, s.ordinal, s.activity_ordinal, s.date, s.date_to,
      s.measure_published LIKE 'revised%' AS revised,
      row_number() OVER same_period AS place,
      count(*) OVER (PARTITION BY s.load, s.activity_ordinal, s.date, s.date_to, s.measure_published) AS alike
    FROM stored_record s WHERE s.kind = 'budget' AND s.activity_ordinal IS NOT NULL
    WINDOW same_period AS (PARTITION BY s.load, s.activity_ordinal, s.date, s.date_to
      ORDER BY s.measure_published LIKE 'revised%' DESC, s.ordinal DESC))
  SELECT b.load, b.ordinal, b.place > 1 AS superseded,
    CASE WHEN b.alike > 1 THEN 'budget-ambiguous'
      WHEN b.place = 1 AND EXISTS (
        SELECT 1 FROM budget o WHERE o.load = b.load AND o.activity_ordinal = b.activity_ordinal AND o.place = 1
          AND o.ordinal <> b.ordinal AND o.date < b.date_to AND b.date < o.date_to) THEN 'budget-overlap' END AS note
  FROM budget b;

-- Records of activities whose children, linked and on a lower level of the same publisher, have records of the same
-- kind and measure: the parents' are the same money again.
CREATE VIEW covered_record AS
  WITH family AS (
    SELECT DISTINCT p.load AS parent_load, p.ordinal AS parent, c.load AS child_load, c.ordinal AS child
    FROM (SELECT linked AS parent, identifier AS child FROM activity_link WHERE type = '1'
          UNION SELECT identifier, linked FROM activity_link WHERE type = '2') f
      JOIN link_target p ON p.identifier = f.parent JOIN link_target c ON c.identifier = f.child
    WHERE c.hierarchy > p.hierarchy AND c.reporting_ref IS NOT DISTINCT FROM p.reporting_ref)
  SELECT DISTINCT s.load, s.ordinal
  FROM family f JOIN stored_record s ON s.load = f.parent_load AND s.activity_ordinal = f.parent
    JOIN stored_record c ON c.load = f.child_load AND c.activity_ordinal = f.child
      AND c.kind = s.kind AND c.measure = s.measure;

-- Sums by level of publishers that have one kind of figure on several levels. `levels-mixed`: no parents and children
-- are linked, so both sums are given and neither is known to contain the other.
CREATE VIEW publisher_level AS
  SELECT a.reporting_ref, s.kind, s.measure, a.hierarchy, s.currency, count(*) AS records, sum(s.amount) AS amount,
    count(c.load) AS covered_records,
    CASE WHEN count(c.load) = 0 AND max(count(c.load)) OVER (PARTITION BY a.reporting_ref, s.kind, s.measure) = 0
      THEN 'levels-mixed' END AS note
  FROM stored_record s JOIN link_target a ON s.load = a.load AND s.activity_ordinal = a.ordinal
    LEFT JOIN covered_record c ON c.load = s.load AND c.ordinal = s.ordinal
  GROUP BY a.reporting_ref, s.kind, s.measure, a.hierarchy, s.currency
  WINDOW publisher AS (PARTITION BY a.reporting_ref, s.kind, s.measure)
  QUALIFY min(a.hierarchy) OVER publisher <> max(a.hierarchy) OVER publisher;

-- The newest records of activities, and why one is in no total: `secondary-reporter`, `superseded` (another copy of its
-- activity), `budget-superseded`, `budget-overlap`, `mirrored`, `covered-by-children`; NULL: it counts.
CREATE VIEW activity_record AS
  SELECT r.*, CASE WHEN r.secondary THEN 'secondary-reporter'
      WHEN y.state = 'superseded' THEN 'superseded'
      WHEN b.superseded THEN 'budget-superseded'
      WHEN b.note = 'budget-overlap' THEN 'budget-overlap'
      WHEN m.load IS NOT NULL THEN 'mirrored'
      WHEN c.load IS NOT NULL THEN 'covered-by-children' END AS not_counted
  FROM record r
    LEFT JOIN activity_copy y ON y.load = r.load AND y.ordinal = r.activity_ordinal
    LEFT JOIN budget_state b ON b.load = r.load AND b.ordinal = r.ordinal
    LEFT JOIN mirrored_record m ON m.load = r.load AND m.ordinal = r.ordinal
    LEFT JOIN covered_record c ON c.load = r.load AND c.ordinal = r.ordinal
  WHERE r.activity_ordinal IS NOT NULL AND NOT r.summary;

-- Decimal places of a currency's smallest unit (ISO 4217).
CREATE MACRO currency_places(currency) AS
  CASE WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND',
      'VUV', 'XAF', 'XOF', 'XPF') THEN 0
    WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
    WHEN currency IN ('CLF', 'UYW') THEN 4 ELSE 2 END;

-- Decimal places that a number has.
CREATE MACRO places_of(number) AS length(rtrim(split_part(CAST(number AS VARCHAR), '.', 2), '0'));

-- A number with `places` decimals as a whole number of its last place; 10 to a power.
CREATE MACRO power_of_ten(places) AS CAST(rpad('1', CAST(places AS INTEGER) + 1, '0') AS HUGEINT);

-- Which shares each record has: its own of a dimension, else its activity's.
CREATE VIEW record_share AS
  WITH own AS (
    SELECT DISTINCT load, record, dimension FROM split WHERE record IS NOT NULL),
  share AS (
    SELECT r.load, r.ordinal AS record, s.dimension, s.kind, s.vocabulary, s.code, s.weight, s.whole, s.note,
      true AS own, s.number AS place
    FROM stored_record r JOIN split s ON s.load = r.load AND s.record = r.ordinal
    UNION ALL
    SELECT r.load, r.ordinal, s.dimension, s.kind, s.vocabulary, s.code, s.weight, s.whole, s.note, false, s.number
    FROM stored_record r JOIN split s ON s.load = r.load AND s.activity = r.activity_ordinal AND s.record IS NULL
      ANTI JOIN own o ON o.load = r.load AND o.record = r.ordinal AND o.dimension = s.dimension)
  SELECT * FROM share;

-- Amounts of records by place and by sector: exact shares, cut to the currency's smallest unit (or to the places that the
-- amount is published with), what is over given to the largest remainders, ties in the order of publication. The
-- amounts of a set add up to what its shares allocate. Sets of different vocabularies are never added.
CREATE VIEW record_split AS
  WITH scaled AS (
    SELECT h.*, r.amount, r.currency,
      greatest(currency_places(r.currency), places_of(r.amount)) AS places,
      max(greatest(places_of(h.weight), places_of(h.whole)))
        OVER (PARTITION BY h.load, h.record, h.dimension, h.vocabulary) AS weight_places
    FROM record_share h JOIN stored_record r ON r.load = h.load AND r.ordinal = h.record
    WHERE r.amount IS NOT NULL),
  whole AS (
    SELECT *, CAST(replace(CAST(abs(amount) AS VARCHAR), '.', '') AS HUGEINT) // power_of_ten(12 - places) AS units,
      CAST(replace(CAST(weight AS VARCHAR), '.', '') AS HUGEINT) // power_of_ten(9 - weight_places) AS w,
      CAST(replace(CAST(whole AS VARCHAR), '.', '') AS HUGEINT) // power_of_ten(9 - weight_places) AS of
    FROM scaled),
  cut AS (
    SELECT *, units * w // of AS share, units * w % of AS remainder,
      CAST(units * sum(w) OVER one_set // of - sum(units * w // of) OVER one_set AS HUGEINT) AS over
    FROM whole WINDOW one_set AS (PARTITION BY load, record, dimension, vocabulary)),
  given AS (
    SELECT *, share + CASE WHEN row_number() OVER (PARTITION BY load, record, dimension, vocabulary
      ORDER BY remainder DESC, place) <= over THEN 1 ELSE 0 END AS got
    FROM cut)
  SELECT load, record, dimension, vocabulary, kind, code, own, note, currency,
    CASE WHEN amount < 0 THEN -1 ELSE 1 END
      * CAST(concat(CAST(got * power_of_ten(12 - places) // power_of_ten(12) AS VARCHAR), '.',
        lpad(CAST(got * power_of_ten(12 - places) % power_of_ten(12) AS VARCHAR), 12, '0')) AS DECIMAL(37,12)) AS amount,
    place
  FROM given;

-- Amounts of records by place and sector together, for sectors of each vocabulary: the product of both shares, rounded
-- once as in `record_split`.
CREATE VIEW record_place_sector AS
  WITH pair AS (
    SELECT p.load, p.record, s.vocabulary, p.kind, p.code AS place_code, s.code AS sector_code, r.amount, r.currency,
      greatest(currency_places(r.currency), places_of(r.amount)) AS places,
      p.place AS first_place, s.place AS second_place,
      CAST(replace(CAST(p.weight AS VARCHAR), '.', '') AS HUGEINT) // 100000 AS pw,
      CAST(replace(CAST(p.whole AS VARCHAR), '.', '') AS HUGEINT) // 100000 AS po,
      CAST(replace(CAST(s.weight AS VARCHAR), '.', '') AS HUGEINT) // 100000 AS sw,
      CAST(replace(CAST(s.whole AS VARCHAR), '.', '') AS HUGEINT) // 100000 AS so
    FROM record_share p JOIN record_share s ON p.load = s.load AND p.record = s.record
      JOIN stored_record r ON r.load = p.load AND r.ordinal = p.record
    WHERE p.dimension = 'place' AND p.vocabulary = '1' AND s.dimension = 'sector' AND r.amount IS NOT NULL),
  whole AS (
    SELECT *, CAST(replace(CAST(abs(amount) AS VARCHAR), '.', '') AS HUGEINT) // power_of_ten(12 - places) AS units,
      pw * sw AS w, po * so AS of FROM pair),
  cut AS (
    SELECT *, units * w // of AS share, units * w % of AS remainder,
      CAST(units * sum(w) OVER one_set // of - sum(units * w // of) OVER one_set AS HUGEINT) AS over
    FROM whole WINDOW one_set AS (PARTITION BY load, record, vocabulary)),
  given AS (
    SELECT *, share + CASE WHEN row_number() OVER (PARTITION BY load, record, vocabulary
      ORDER BY remainder DESC, first_place, second_place) <= over THEN 1 ELSE 0 END AS got
    FROM cut)
  SELECT load, record, vocabulary, kind, place_code, sector_code, currency,
    CASE WHEN amount < 0 THEN -1 ELSE 1 END
      * CAST(concat(CAST(got * power_of_ten(12 - places) // power_of_ten(12) AS VARCHAR), '.',
        lpad(CAST(got * power_of_ten(12 - places) % power_of_ten(12) AS VARCHAR), 12, '0')) AS DECIMAL(37,12)) AS amount
  FROM given;

-- Aid types of records by vocabulary, each a question of its own: the record's, else its activity's default.
CREATE VIEW record_aid_type AS
  WITH code AS (
    SELECT s.load, s.ordinal AS record, c.vocabulary, c.code, 1 AS rank
    FROM stored_record s JOIN classification c ON c.load = s.load AND c.record = s.ordinal AND c.element = 'aid-type'
    UNION ALL
    SELECT s.load, s.ordinal, c.vocabulary, c.code, 2
    FROM stored_record s JOIN classification c ON c.load = s.load AND c.activity = s.activity_ordinal
      AND c.record IS NULL AND c.element = 'default-aid-type')
  SELECT s.load, s.ordinal AS record, s.aid_type_published AS dac,
    arg_min(c.code, c.rank) FILTER (c.vocabulary = '2') AS earmarking_category,
    arg_min(c.code, c.rank) FILTER (c.vocabulary = '3') AS earmarking_modality,
    arg_min(c.code, c.rank) FILTER (c.vocabulary = '4') AS cash_and_voucher
  FROM stored_record s LEFT JOIN code c ON c.load = s.load AND c.record = s.ordinal
  WHERE s.activity_ordinal IS NOT NULL
  GROUP BY s.load, s.ordinal, s.aid_type_published;

-- Emergencies and appeals that activities name, whichever of the two pairs of type and vocabulary they give: compare
-- `code` in capitals. `scope-swapped`: type 1 with an appeal's vocabulary or 2 with an emergency's; `scope-incomplete`:
-- no type or no vocabulary.
CREATE VIEW humanitarian_scope AS
  SELECT load, activity, type, vocabulary, upper(trim(code)) AS code,
    CASE WHEN type IS NULL OR vocabulary IS NULL THEN 'scope-incomplete'
      WHEN (type = '1' AND vocabulary = '2-1') OR (type = '2' AND vocabulary = '1-2') THEN 'scope-swapped' END AS note
  FROM classification WHERE element = 'humanitarian-scope';

-- Forward plans of organisations, a ledger of their own. `same-period`: others of the same receiver and period are
-- meant to add up to it.
CREATE VIEW organisation_plan AS
  SELECT r.*, CASE WHEN count(*) OVER (PARTITION BY r.load, r.activity_ordinal, r.kind, r.receiver, r.receiver_name, r.date, r.date_to) > 1
    THEN 'same-period' END AS plan_note
  FROM record r WHERE r.summary AND r.activity_ordinal IS NOT NULL;
-- Every dated fact that is no flow of money, of the newest release of each dataset.
CREATE VIEW fact AS
  SELECT f.id, l.source, l.dataset, l.release, f.kind, f.subject, f.object, f.date, f.date_precision, f.date_to, f.value,
    f.unit, f.what, f.outcome, f.text, f.link, f.load, f.file, f.position, f.subject_name, f.object_name, f.notes,
    l.released, f.ordinal
  FROM published_fact f JOIN load l ON f.load = l.id
  WHERE f.load IN (SELECT id FROM newest_load);

-- The same as it was known at the end of a day.
CREATE MACRO fact_by(day) AS TABLE
  SELECT f.id, l.source, l.dataset, l.release, f.kind, f.subject, f.object, f.date, f.date_precision, f.date_to, f.value,
    f.unit, f.what, f.outcome, f.text, f.link, f.load, f.file, f.position, f.subject_name, f.object_name, f.notes,
    l.released, f.ordinal
  FROM published_fact f JOIN load l ON f.load = l.id
  WHERE f.load IN (SELECT id FROM newest_load_by(day));
