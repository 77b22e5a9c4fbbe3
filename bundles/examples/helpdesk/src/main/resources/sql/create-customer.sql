-- Customers by the number they call from.
CREATE TABLE IF NOT EXISTS customer (
  number VARCHAR PRIMARY KEY,
  name VARCHAR NOT NULL)
