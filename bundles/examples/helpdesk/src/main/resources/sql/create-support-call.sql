-- A call: WAITING until the helpdesk has taken its case, then OPENED; or PARKED, with the reason why the helpdesk refuses it.
CREATE TABLE IF NOT EXISTS support_call (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  call_key VARCHAR NOT NULL UNIQUE,
  caller VARCHAR,
  customer VARCHAR,
  dialled VARCHAR,
  arrived TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  status VARCHAR(10) NOT NULL DEFAULT 'WAITING',
  case_url VARCHAR,
  reason VARCHAR)
