-- Upstream asked for less. KEYS: state. ARGV: pause, calls ('' for no change), for how long; microseconds.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local state, pause, calls, during = KEYS[1], tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local paused_until = tonumber(redis.call('HGET', state, 'paused_until') or 0)
redis.call('HSET', state, 'paused_until', string.format('%.0f', math.max(paused_until, now + pause)))
if calls ~= '' then
  redis.call('HSET', state, 'fewer', calls, 'fewer_until', string.format('%.0f', now + during))
end
redis.call('PEXPIRE', state, math.ceil(math.max(paused_until - now, pause, during) / 1000) + 600000)
