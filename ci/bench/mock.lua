-- The part of the load that all of ci/bench/mock's scripts share: `count` requests made by `make(n)` for n from 0.

allowed = allowed or { [200] = true, [201] = true, [204] = true, [207] = true }
-- wrk asks once for a request that it does not send.
local sent, answered = -1, 0

function event(uid, n)
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//davproof//bench//EN\r\nBEGIN:VEVENT\r\nUID:" .. uid
    .. "\r\nDTSTAMP:20270104T080000Z\r\nDTSTART:20270104T090000Z\r\nDTEND:20270104T100000Z\r\nSUMMARY:Event " .. n
    .. "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
end

function request()
  -- What is asked too much, until the last of the answers is there, must change nothing.
  local method, path, body = "OPTIONS", home .. "/", nil
  if sent >= 0 and sent < count then method, path, body = make(sent) end
  sent = sent + 1
  local media_type = method == "PUT" and "text/calendar" or "application/xml"
  return wrk.format(method, path, { Authorization = authorization, Depth = "0", ["Content-Type"] = media_type }, body)
end

-- wrk sleeps until its time is over, or until somebody interrupts it.
function finish(message)
  print(message)
  wrk.thread:stop()
  -- Not at once: while this waits, the signal would be ignored.
  os.execute("(sleep 0.1; kill -INT $PPID) &")
end

function response(status, headers, body)
  if not allowed[status] then
    finish("unexpected status " .. status .. ": " .. body)
  end
  answered = answered + 1
  if answered == count + 32 then
    finish("done: " .. count .. " as expected")
  end
end
