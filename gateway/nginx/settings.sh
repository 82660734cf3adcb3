# shellcheck shell=sh
# The settings: name, default, what is accepted, and how to say so. Sourced by `gateway`.
settings() {
  cat <<'TABLE'
NGINX~nginx~[A-Za-z0-9._/@+-]+~a path without blanks
USER~nginx~[A-Za-z0-9._-]+~the name of a user
WORKERS~auto~auto|[1-9][0-9]?~auto or a number of processes
RUN_DIR~/run/gateway~[A-Za-z0-9._/@+-]+~a path without blanks
CACHE_DIR~/var/cache/nginx~[A-Za-z0-9._/@+-]+~a path without blanks
SITE_ROOT~/usr/share/nginx/html~[A-Za-z0-9._/@+-]+~a path without blanks
DOCS_ROOT~/usr/share/nginx/docs~[A-Za-z0-9._/@+-]+~a path without blanks
ACME_ROOT~/var/lib/acme~[A-Za-z0-9._/@+-]+~a path without blanks
MAINTENANCE_FILE~/run/gateway/maintenance~[A-Za-z0-9._/@+-]+~a path without blanks
MAINTENANCE_SECONDS~300~[1-9][0-9]*~a whole number above 0
ACCESS_LOG~/dev/stdout~[A-Za-z0-9._/@+-]+~a path without blanks
ERROR_LOG~stderr~[A-Za-z0-9._/@+-]+~a path without blanks
ADDRESS~~([0-9.]+|\[[0-9a-f:]+\])?~an IP address, or nothing for all of them
HTTP_PORT~8080~[1-9][0-9]*~a port
HTTPS_PORT~8443~[1-9][0-9]*~a port
HTTPS_PUBLIC_PORT~443~[1-9][0-9]*~a port
INTERNAL_PORT~8081~[1-9][0-9]*~a port
SERVER_NAMES~~([A-Za-z0-9*.-]+( +[A-Za-z0-9*.-]+)*)?~host names separated by blanks
TRUSTED_PROXIES~~([0-9a-fA-F.:]+(/[0-9]+)?( +[0-9a-fA-F.:]+(/[0-9]+)?)*)?~addresses or networks separated by blanks, such as 10.0.0.0/8
TLS_CERTIFICATE~/etc/gateway/tls/fullchain.pem~[A-Za-z0-9._/@+-]+~a path without blanks
TLS_KEY~/etc/gateway/tls/privkey.pem~[A-Za-z0-9._/@+-]+~a path without blanks
TLS_CHAIN~/etc/gateway/tls/chain.pem~[A-Za-z0-9._/@+-]+~a path without blanks
HSTS~max-age=31536000~max-age=[0-9]+(; includeSubDomains)?(; preload)?~such as max-age=31536000; includeSubDomains
RESOLVER~~(([0-9.]+|\[[0-9a-f:]+\])(:[0-9]+)?( ipv[46]=off)?)?~the address of a DNS server, such as 127.0.0.11
RESOLVER_VALID~2s~[1-9][0-9]*(ms|s|m)~a time, such as 2s
CITIES_ADDRESS~cities:8080~[A-Za-z0-9._-]+:[0-9]+~a host name and a port, such as cities:8080
TENSIONS_ADDRESS~tensions:8080~[A-Za-z0-9._-]+:[0-9]+~a host name and a port, such as tensions:8080
JOBS_ADDRESS~jobs:8080~[A-Za-z0-9._-]+:[0-9]+~a host name and a port, such as jobs:8080
ENRICHMENT_ADDRESS~enrichment:8080~[A-Za-z0-9._-]+:[0-9]+~a host name and a port, such as enrichment:8080
LEGACY_ADDRESS~legacy:8080~[A-Za-z0-9._-]+:[0-9]+~a host name and a port, such as legacy:8080
OPERATOR~~[^[:cntrl:]]*~a line of text
PUBLICATION_DIRECTOR~~[^[:cntrl:]]*~a line of text
CONTACT~~(https://[^[:cntrl:] ]+|[^[:cntrl:] @]+@[^[:cntrl:] @]+)?~a mail address or an https:// page
HOSTING~~[^[:cntrl:]]*~a line of text
TILE_URL~~(https://[A-Za-z0-9.-]+(:[0-9]+)?/[A-Za-z0-9._/?&=:{}%+-]*)?~an https:// address with {z}, {x} and {y}
TILE_ATTRIBUTION~~[^[:cntrl:]]*~a line of text
API_RATE~30r/s~[1-9][0-9]*r/[sm]~a rate, such as 30r/s or 100r/m
API_BURST~120~[1-9][0-9]*~a whole number above 0
SEARCH_RATE~10r/s~[1-9][0-9]*r/[sm]~a rate, such as 30r/s or 100r/m
SEARCH_BURST~60~[1-9][0-9]*~a whole number above 0
IMAGE_RATE~60r/s~[1-9][0-9]*r/[sm]~a rate, such as 30r/s or 100r/m
IMAGE_BURST~300~[1-9][0-9]*~a whole number above 0
CONNECTIONS~100~[1-9][0-9]*~a whole number above 0
PATIENCE~15s~[1-9][0-9]*(ms|s|m)~a time, such as 15s
CACHE_SIZE~512m~[1-9][0-9]*[kmg]~a size, such as 512m or 2g
IMAGE_CACHE_SIZE~1g~[1-9][0-9]*[kmg]~a size, such as 512m or 2g
TABLE
}

fail() { # fail VARIABLE WHAT
  echo "gateway: $1: $2" >&2
  exit 2
}

set_defaults() {
  while IFS='~' read -r name default _; do
    eval ": \"\${GATEWAY_$name:=\$default}\""
    export "GATEWAY_$name"
  done <<TABLE
$(settings)
TABLE
}

check_settings() {
  settings | awk -F'~' '
    { value = ENVIRON["GATEWAY_" $1] }
    value ~ /\n/ || value !~ ("^(" $3 ")$") {
      gsub(/\n/, " ", value)
      printf "gateway: GATEWAY_%s: \"%s\" is not %s\n", $1, value, $4
      exit 2
    }' >&2 || exit 2
}
