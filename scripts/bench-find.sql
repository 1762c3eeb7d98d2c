-- 200,000 requests served in two years and 5,000 that wait, beside the 100,000 of `bench-requests.sql`: what a family that calls
-- is answered from. The guards are taken away first; nothing here is checked, only read.
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMP TABLE first AS SELECT max(sequence) AS entry FROM journal;
CREATE TEMP TABLE n AS
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 205000) SELECT i FROM n;
-- Entry by entry: the request, its decision and its hand-over, three to a household and a day.
INSERT INTO journal (sequence, recorded, day, actor, action, subject, facts, hash)
  SELECT first.entry + 3 * (i - 1) + k, 1788000000000 + i, date('2025-01-01', '+' || (i * 700 / 205000) || ' days'), 1,
    CASE k WHEN 1 THEN 'request.submit' WHEN 2 THEN 'request.decide' ELSE 'handover.record' END,
    'request:' || (100000 + i), '{}', randomblob(32)
  FROM n, first, (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) ORDER BY i, k;
INSERT INTO requests (id, household, prescriber, category, uses, channel, state, decision, device, step, entry)
  SELECT 100000 + i, 1 + (i - 1) % 100000, 1, 'laptop', 'Devoirs', 'phone',
    CASE WHEN i <= 200000 THEN 'handed-over' ELSE 'decided' END, i, CASE WHEN i <= 200000 THEN i END,
    first.entry + 3 * i - (i > 200000), first.entry + 3 * i - 2
  FROM n, first ORDER BY i;
INSERT INTO decisions (id, request, programme, version, digest, as_of, outcome, modest, points, trace, explanation_fr,
    explanation_en, entry)
  SELECT i, 100000 + i, p.id, p.version, p.digest, '2026-09-10', 'eligible', 1, i % 4, printf('%.*c', 3000, 'x'), 'x', 'x',
    first.entry + 3 * i - 1
  FROM n, first, programmes AS p ORDER BY i;
INSERT INTO request_steps (entry, request, previous, verb, from_state, to_state, decision, device)
  SELECT first.entry + 3 * i - (i > 200000), 100000 + i, NULL, CASE WHEN i <= 200000 THEN 'hand-over' ELSE 'decide' END,
    CASE WHEN i <= 200000 THEN 'allocated' ELSE 'submitted' END,
    CASE WHEN i <= 200000 THEN 'handed-over' ELSE 'decided' END, i, CASE WHEN i <= 200000 THEN i END
  FROM n, first ORDER BY i;
COMMIT;
