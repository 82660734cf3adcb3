# shellcheck shell=sh
# What the site is told of whoever runs it, as JSON; `mobiville.site_description` says the same in the embedded run.
# Sourced by `gateway`.

text() { # text VALUE: a JSON string, null when there is nothing to say
  if [ -z "$1" ]; then
    printf null
  else
    printf '"%s"' "$(printf %s "$1" | sed 's/[\\"]/\\&/g')"
  fi
}

describe_site() {
  tiles=null
  if [ -n "$GATEWAY_TILE_URL" ]; then
    tiles="{\"url\":$(text "$GATEWAY_TILE_URL"),\"attribution\":$(text "$GATEWAY_TILE_ATTRIBUTION")}"
  fi
  printf '{"operator":%s,"publication_director":%s,"contact":%s,"hosting":%s,"tiles":%s}\n' \
    "$(text "$GATEWAY_OPERATOR")" "$(text "$GATEWAY_PUBLICATION_DIRECTOR")" "$(text "$GATEWAY_CONTACT")" \
    "$(text "$GATEWAY_HOSTING")" "$tiles"
}
