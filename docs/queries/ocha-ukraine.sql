-- OCHA's figures for Ukraine (github.com/OCHA-DAP/hdx-scraper-iati-viz), made from the ledger by OCHA's own rule: only for
-- comparing, not a rule of Kept. Commitments (type 2) and spending (3, 4) by activity, month of the transaction's date and
-- class. Each piece of a transaction, its share of a country times its share of a sector, is converted at one rate of its
-- currency and rounded to a whole dollar, half to even, in binary floating point; pieces of nothing are dropped.
--
-- Shares: the transaction's own countries and sectors, else the activity's percentages; a missing percentage is 100; regions of
-- vocabulary 1 only; sectors of vocabulary 2 where there are such, else of 1; equal sector codes of one list count once.
-- Reporting by others and the first level of two publishers are left out. `native` is exact and has no shares.
--
-- Set before: {DATASET}, {FIRST} and {LAST} month as 'YYYY-MM', {RATES} as rows ('USD', 1.0).
WITH rate(currency, usd) AS (VALUES {RATES}),
tx AS (
  SELECT r.load, r.ordinal, r.activity_ordinal, r.activity, strftime(r.date, '%Y-%m') AS month, r.amount, r.currency, t.usd,
    CASE WHEN r.measure = 'commitment' THEN 'commitments' ELSE 'spending' END AS class
  FROM record_version r JOIN activity_version a ON a.load = r.load AND a.ordinal = r.activity_ordinal
    JOIN load l ON l.id = r.load LEFT JOIN rate t ON t.currency = r.currency
  WHERE r.source = 'iati' AND l.file LIKE '{FILE}' AND r.kind = 'transaction'
    AND r.measure IN ('commitment', 'disbursement', 'expenditure') AND NOT r.secondary AND r.amount IS NOT NULL
    AND NOT (a.hierarchy = 1 AND a.reporting_ref IN ('GB-GOV-1', 'GB-1', '47122'))
    AND strftime(r.date, '%Y-%m') BETWEEN '{FIRST}' AND '{LAST}'),
own AS (SELECT DISTINCT load, record, dimension FROM split WHERE record IS NOT NULL),
share AS (
  SELECT t.load, t.ordinal, s.dimension, s.vocabulary, s.code, s.percentage FROM tx t
    JOIN split s ON s.load = t.load AND s.record = t.ordinal
  UNION ALL
  SELECT t.load, t.ordinal, s.dimension, s.vocabulary, s.code, s.percentage FROM tx t
    JOIN split s ON s.load = t.load AND s.activity = t.activity_ordinal AND s.record IS NULL
    ANTI JOIN own o ON o.load = t.load AND o.record = t.ordinal AND o.dimension = s.dimension),
place AS (
  SELECT load, ordinal, CAST(coalesce(percentage, '100') AS DOUBLE) / 100 AS part FROM share WHERE dimension = 'place' AND vocabulary = '1'),
sector_of AS (
  SELECT load, ordinal, max(CASE WHEN vocabulary = '2' THEN 2 ELSE 1 END) AS vocabulary FROM share
  WHERE dimension = 'sector' AND vocabulary IN ('1', '2') GROUP BY ALL),
sector AS (
  SELECT s.load, s.ordinal, s.code, last(CAST(coalesce(s.percentage, '100') AS DOUBLE)) / 100 AS part
  FROM share s JOIN sector_of v ON v.load = s.load AND v.ordinal = s.ordinal AND s.vocabulary = CAST(v.vocabulary AS VARCHAR)
  WHERE s.dimension = 'sector' GROUP BY ALL),
piece AS (
  SELECT t.load, t.ordinal, CAST(round_even(CAST(t.amount AS DOUBLE) * t.usd * coalesce(p.part, 1) * coalesce(s.part, 1), 0) AS BIGINT) AS usd
  FROM tx t LEFT JOIN place p ON p.load = t.load AND p.ordinal = t.ordinal
    LEFT JOIN sector s ON s.load = t.load AND s.ordinal = t.ordinal),
pieces AS (SELECT load, ordinal, sum(usd) AS usd, count(*) AS pieces FROM piece WHERE usd <> 0 GROUP BY ALL)
SELECT t.activity, t.month, t.class, t.currency, sum(t.amount) AS native, count(*) AS transactions,
  sum(coalesce(p.pieces, 0)) AS pieces, sum(coalesce(p.usd, 0)) AS usd
FROM tx t LEFT JOIN pieces p ON p.load = t.load AND p.ordinal = t.ordinal
GROUP BY t.activity, t.month, t.class, t.currency ORDER BY ALL
