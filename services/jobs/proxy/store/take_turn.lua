-- One waiter asks for its turn to call an API. Time is the server's, in microseconds.
-- KEYS: granted (when turns were granted), queue (who waits, in order), back_before (when a waiter that
-- has not come back is forgotten), state (paused_until, fewer, fewer_until, arrivals)
-- ARGV: waiter, urgency, calls, window, spare, patience, grace
-- Answers: granted (1 or 0), wait, hopeless (1 or 0)
local granted, queue, back_before, state = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local waiter, urgency, allowed = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local window, spare, patience, grace = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

redis.call('ZREMRANGEBYSCORE', granted, '-inf', now - window)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', back_before, '-inf', now)) do
  redis.call('ZREM', queue, gone)
  redis.call('ZREM', back_before, gone)
end

local place = redis.call('ZSCORE', queue, waiter)
local first_of_its_kind = urgency * 2 ^ 40
if not place or tonumber(place) >= first_of_its_kind + 2 ^ 40 then
  redis.call('ZADD', queue, first_of_its_kind + redis.call('HINCRBY', state, 'arrivals', 1), waiter)
end

local told = redis.call('HMGET', state, 'paused_until', 'fewer', 'fewer_until')
if told[2] and tonumber(told[3]) > now then allowed = math.min(allowed, tonumber(told[2])) end
local pause = math.max(0, tonumber(told[1] or 0) - now)

local ahead = redis.call('ZRANK', queue, waiter)
local taken = redis.call('ZCARD', granted)
local width = math.max(1, allowed - spare)
local late = ahead - width + taken
local rounds = math.max(0, math.floor((late - taken) / width) + 1)
late = late - rounds * width
local wait = rounds * window
if late >= 0 then
  wait = wait + redis.call('ZRANGE', granted, late, late, 'WITHSCORES')[2] + window - now
end
if pause > 0 then wait = math.max(wait, pause + math.floor(ahead / width) * window) end

local life = math.ceil((window + patience + pause + grace) / 1000) + 600000
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, life) end
if wait > 0 and wait <= patience then
  redis.call('ZADD', back_before, now + wait + grace, waiter)
  redis.call('PEXPIRE', back_before, life)
  return { 0, math.ceil(wait), 0 }
end
redis.call('ZREM', queue, waiter)
redis.call('ZREM', back_before, waiter)
if wait > 0 then return { 0, math.ceil(wait), 1 } end
redis.call('ZADD', granted, now, waiter)
redis.call('PEXPIRE', granted, life)
return { 1, 0, 0 }
