-- 200,000 contracts of the households of `bench-requests.sql`, under the requests of `bench-find.sql`: three quarters are over, two
-- fifths are rentals, of which one in forty is not paid, and one in fifty of the open ones is past its term. The guards are taken
-- away first; nothing here is checked, only read.
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMP TABLE first AS SELECT max(sequence) AS entry FROM journal;
CREATE TEMP TABLE n AS
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
  SELECT i, date('2024-12-01', '+' || (i * 7 / 2000) || ' days') AS starts, i <= 150000 AS over, i % 5 < 2 AS rental,
    4 * (i - 1) AS before FROM n;
-- Entry by entry: signature, hand-over, payment or print, return or print.
INSERT INTO journal (sequence, recorded, day, actor, action, subject, facts, hash)
  SELECT first.entry + before + k, 1789000000000 + i, CASE WHEN k = 4 AND over THEN date(starts, '+120 days') ELSE starts END, 1,
    CASE k WHEN 1 THEN 'contract.sign' WHEN 2 THEN 'handover.record' WHEN 3 THEN 'payment.record'
      ELSE CASE WHEN over THEN 'return.record' ELSE 'contract.print' END END,
    'contract:' || i, '{}', randomblob(32)
  FROM n, first, (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) ORDER BY i, k;
INSERT INTO contracts (id, request, household, device, lender, kind, fee, pace, deposit, starts, term, state, step, entry)
  SELECT i, 100000 + i, 1 + (i - 1) % 100000, i, 1, CASE WHEN rental THEN 'rental' ELSE 'loan' END,
    CASE WHEN rental THEN 2500 ELSE 0 END, CASE WHEN rental THEN 'year' END, 0, starts,
    date(starts, CASE WHEN NOT over AND i % 50 = 3 THEN '+7 days' ELSE '+1 year' END),
    CASE WHEN over THEN 'ended' ELSE 'handed-over' END, first.entry + before + CASE WHEN over THEN 4 ELSE 2 END,
    first.entry + before + 1
  FROM n, first ORDER BY i;
INSERT INTO devices (id, code, category, legal_origin, donation_line, standing, round, state, proof,
    contract)
  SELECT i, d.code, d.category, d.legal_origin, d.donation_line, first.entry + before + 2, 1, 'out',
    first.entry + before + 2, i
  FROM n, first JOIN base.devices AS d ON d.id = i - 150000 WHERE NOT over ORDER BY i;
INSERT INTO contract_signatures (contract, capacity) SELECT i, 'full' FROM n ORDER BY i;
INSERT INTO contract_steps (entry, contract, previous, verb, from_state, to_state)
  SELECT first.entry + before + 2, i, NULL, 'hand-over', 'signed', 'handed-over' FROM n, first ORDER BY i;
INSERT INTO contract_steps (entry, contract, previous, verb, from_state, to_state)
  SELECT first.entry + before + 4, i, first.entry + before + 2, 'take-back', 'handed-over', 'ended' FROM n, first WHERE over
  ORDER BY i;
INSERT INTO handovers (entry, contract, device) SELECT first.entry + before + 2, i, i FROM n, first ORDER BY i;
INSERT INTO take_backs (entry, contract, device, condition, reason)
  SELECT first.entry + before + 4, i, i, 'good', 'term' FROM n, first WHERE over ORDER BY i;
CREATE TEMP TABLE paid AS SELECT i, before FROM n WHERE rental AND i % 100 NOT IN (6);
INSERT INTO payments (id, contract, purpose, cents, means, entry)
  SELECT row_number() OVER (ORDER BY i), i, 'rent', 2500, 'cash', first.entry + before + 3 FROM paid, first ORDER BY i;
CREATE TEMP TABLE papers AS SELECT i, before, randomblob(32) AS digest FROM n;
INSERT INTO stored_bytes (digest, size, compressed) SELECT digest, 60, randomblob(60) FROM papers ORDER BY digest;
INSERT INTO contract_papers (entry, contract, paper, signed)
  SELECT first.entry + before + 1, i, digest, 1 FROM papers, first ORDER BY i;
INSERT INTO follow_ups (id, contract, kind, due_on, entry)
  SELECT 3 * (i - 1) + k, i, CASE k WHEN 1 THEN 'call' ELSE 'visit' END, date(starts, '+' || (k * 90) || ' days'),
    first.entry + before + 2
  FROM n, first, (SELECT 1 AS k UNION ALL SELECT 2 UNION ALL SELECT 3) ORDER BY i, k;
INSERT INTO follow_up_tasks (follow_up, due_on, contract)
  SELECT follow_up, due_on, contract FROM open_follow_ups ORDER BY follow_up;
-- The days that are worked out of all this are those of the next act.
INSERT INTO contract_dates (contract, back_by, unpaid_from, kept_from) SELECT id, '', '', '' FROM contracts;
UPDATE last_contacts SET day = '';
COMMIT;
