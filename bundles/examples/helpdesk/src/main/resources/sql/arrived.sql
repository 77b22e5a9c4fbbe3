INSERT INTO support_call (call_key, caller, customer, dialled) VALUES (
  :#${variable.call},
  NULLIF(:#${body.get('CallerIDNum')}, '<unknown>'),
  (SELECT name FROM customer WHERE number = :#${body.get('CallerIDNum')}),
  :#${body.get('Exten')})
ON CONFLICT DO NOTHING
