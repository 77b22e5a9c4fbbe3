UPDATE support_call SET status = 'PARKED', reason = :#${exception.message} WHERE call_key = :#${variable.call}
