UPDATE support_call SET status = 'OPENED', case_url = :#${header.Location} WHERE call_key = :#${variable.call}
