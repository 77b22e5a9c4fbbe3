SELECT call_key AS call, caller, customer, dialled, arrived FROM support_call
WHERE status = 'WAITING' ORDER BY id LIMIT 100
