-- 100,000 open requests of as many households, each with seven proven facts, for `scripts/bench` to judge again.
--
-- Beside a new instance with one person, one structure and the collège programme; an act for each household. The journal's chain
-- is left unmade: nothing here is checked, only read.
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TEMP TABLE first AS SELECT max(sequence) AS entry FROM journal;
CREATE TEMP TABLE n AS
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n;
INSERT INTO journal (sequence, recorded, day, actor, action, subject, facts, hash)
  SELECT first.entry + i, 1788000000000 + i, '2026-09-10', 1, 'household.register', 'household:' || i, '{}', randomblob(32)
  FROM n, first ORDER BY i;
INSERT INTO households (id, entry) SELECT i, first.entry + i FROM n, first ORDER BY i;
INSERT INTO household_profiles (entry, household, contact_name, sought_name, phone, commune, adults, children)
  SELECT first.entry + i, i, 'Foyer ' || i, 'foyer ' || i, NULL, '47001', 1, 2 FROM n, first ORDER BY i;
INSERT INTO household_facts (household, key, form, number, words, kind, evidence, evidence_day, checked_by, provider, month, entry)
  SELECT i, key, form, CASE key WHEN 'qf' THEN i % 1500 WHEN 'boursier_college' THEN i % 3 = 0 WHEN 'rsa' THEN i % 5 = 0
      WHEN 'has_working_computer' THEN i % 7 = 0 WHEN 'lives_in_dept' THEN 1 WHEN 'persons' THEN 3 END,
    words, kind, evidence, '2026-09-05', 1, provider, month, first.entry + i
  FROM n, first, (
    SELECT 'boursier_college' AS key, 'truth' AS form, NULL AS words, NULL AS kind, 'notification_bourse_college' AS evidence,
      NULL AS provider, NULL AS month
    UNION ALL SELECT 'college', 'text', '0479901G', 'uai', 'certificat_scolarite', NULL, NULL
    UNION ALL SELECT 'has_working_computer', 'truth', NULL, NULL, 'declaration_honneur', NULL, NULL
    UNION ALL SELECT 'lives_in_dept', 'truth', NULL, NULL, 'justificatif_domicile', NULL, NULL
    UNION ALL SELECT 'persons', 'number', NULL, NULL, 'livret_famille', NULL, NULL
    UNION ALL SELECT 'qf', 'number', NULL, 'qf_caf_msa', 'attestation_caf_qf', 'CNAF', '2026-09'
    UNION ALL SELECT 'rsa', 'truth', NULL, NULL, 'attestation_rsa', NULL, NULL)
  ORDER BY i, key;
INSERT INTO requests (id, household, prescriber, category, uses, channel, state, entry)
  SELECT i, i, 1, 'laptop', 'Devoirs', 'counter', 'submitted', first.entry + i FROM n, first ORDER BY i;
COMMIT;
