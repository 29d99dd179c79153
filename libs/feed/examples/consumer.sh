#!/bin/sh
# Every published event once, in order, from where it stopped: RUSHI=http://… KEY=rk_… sh consumer.sh
PLACE=${PLACE:-place}
while true; do
  after=$(cat "$PLACE" 2>/dev/null)
  curl -sSf -G "$RUSHI/platform/v1/events" -H "X-Api-Key: $KEY" -H 'Accept: application/x-ndjson' \
    -d wait=20 ${after:+--data-urlencode "after=$after"} >"$PLACE.page" || { sleep 3; continue; }
  while IFS= read -r event; do
    id=$(printf '%s' "$event" | sed 's/^[^{]*{"specversion":"1.0","id":"\([^"]*\)".*/\1/')
    printf '%s\n' "$event" # Your work; after a crash here the event comes again.
    printf '%s' "$id" >"$PLACE.new" && mv "$PLACE.new" "$PLACE"
  done <"$PLACE.page"
done
