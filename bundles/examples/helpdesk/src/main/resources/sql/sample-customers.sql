-- Only into a table without customers: who deletes these for good keeps one of their own.
INSERT INTO customer SELECT * FROM (VALUES
  ('1001', 'Ada Brandt'),
  ('1002', 'Boris Klein'),
  ('1003', 'Chiara Rossi')) AS sample (number, name)
WHERE NOT EXISTS (SELECT 1 FROM customer)
