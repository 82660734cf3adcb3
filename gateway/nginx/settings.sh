# shellcheck shell=sh
# The settings: their defaults, and what is refused. Sourced by `gateway`.
fail() { # fail VARIABLE WHAT
  echo "gateway: $1: $2" >&2
  exit 2
}

set_default() { # set_default VARIABLE VALUE
  eval ": \"\${$1:=\$2}\""
  export "${1?}"
}

must() { # must VARIABLE REGEX WHAT
  eval "value=\$$1"
  newline='
'
  case $value in *"$newline"*) fail "$1" "is several lines" ;; esac
  printf '%s\n' "$value" | grep -Eq "^($2)\$" || fail "$1" "'$value' is not $3"
}

export GATEWAY_HOME
set_default GATEWAY_NGINX nginx
set_default GATEWAY_USER nginx
set_default GATEWAY_WORKERS auto
set_default GATEWAY_RUN_DIR /run/gateway
set_default GATEWAY_CACHE_DIR /var/cache/nginx
set_default GATEWAY_SITE_ROOT /usr/share/nginx/html
set_default GATEWAY_DOCS_ROOT /usr/share/nginx/docs
set_default GATEWAY_ACME_ROOT /var/lib/acme
set_default GATEWAY_MAINTENANCE_FILE "$GATEWAY_RUN_DIR/maintenance"
set_default GATEWAY_MAINTENANCE_SECONDS 300
set_default GATEWAY_ACCESS_LOG /dev/stdout
set_default GATEWAY_ERROR_LOG /dev/stderr

set_default GATEWAY_ADDRESS ""
set_default GATEWAY_HTTP_PORT 8080
set_default GATEWAY_HTTPS_PORT 8443
set_default GATEWAY_INTERNAL_PORT 8081
set_default GATEWAY_HTTPS_PUBLIC_PORT 443
set_default GATEWAY_SERVER_NAMES ""
set_default GATEWAY_TRUSTED_PROXIES ""

set_default GATEWAY_TLS_CERTIFICATE /etc/gateway/tls/fullchain.pem
set_default GATEWAY_TLS_KEY /etc/gateway/tls/privkey.pem
set_default GATEWAY_TLS_CHAIN /etc/gateway/tls/chain.pem
set_default GATEWAY_HSTS "max-age=31536000"

set_default GATEWAY_RESOLVER ""
set_default GATEWAY_RESOLVER_VALID 2s
for service in CITIES TENSIONS JOBS ENRICHMENT LEGACY; do
  set_default "GATEWAY_${service}_ADDRESS" "$(echo "$service" | tr '[:upper:]' '[:lower:]'):8080"
  must "GATEWAY_${service}_ADDRESS" '[A-Za-z0-9._-]+:[0-9]{1,5}' "a host name and a port, such as cities:8080"
done

set_default GATEWAY_TILE_SERVERS ""
set_default GATEWAY_API_RATE 30r/s
set_default GATEWAY_API_BURST 120
set_default GATEWAY_SEARCH_RATE 10r/s
set_default GATEWAY_SEARCH_BURST 60
set_default GATEWAY_IMAGE_RATE 60r/s
set_default GATEWAY_IMAGE_BURST 300
set_default GATEWAY_CONNECTIONS 100
set_default GATEWAY_PATIENCE 15s
set_default GATEWAY_CACHE_SIZE 512m
set_default GATEWAY_IMAGE_CACHE_SIZE 1g

for name in NGINX RUN_DIR CACHE_DIR SITE_ROOT DOCS_ROOT ACME_ROOT MAINTENANCE_FILE ACCESS_LOG ERROR_LOG \
  TLS_CERTIFICATE TLS_KEY TLS_CHAIN; do
  must "GATEWAY_$name" '[A-Za-z0-9._/@+-]+' "a path without blanks"
done
for name in HTTP_PORT HTTPS_PORT INTERNAL_PORT HTTPS_PUBLIC_PORT; do
  must "GATEWAY_$name" '[1-9][0-9]{0,4}' "a port"
done
for name in API_BURST SEARCH_BURST IMAGE_BURST CONNECTIONS MAINTENANCE_SECONDS; do
  must "GATEWAY_$name" '[1-9][0-9]*' "a whole number above 0"
done
for name in API_RATE SEARCH_RATE IMAGE_RATE; do
  must "GATEWAY_$name" '[1-9][0-9]*r/[sm]' "a rate, such as 30r/s or 100r/m"
done
for name in CACHE_SIZE IMAGE_CACHE_SIZE; do
  must "GATEWAY_$name" '[1-9][0-9]*[kmg]' "a size, such as 512m or 2g"
done
for name in RESOLVER_VALID PATIENCE; do
  must "GATEWAY_$name" '[1-9][0-9]*(ms|s|m)' "a time, such as 2s"
done
must GATEWAY_WORKERS 'auto|[1-9][0-9]?' "auto or a number of processes"
must GATEWAY_USER '[A-Za-z0-9._-]+' "a user's name"
must GATEWAY_ADDRESS '|[0-9.]+|\[[0-9a-f:]+\]' "an IP address, or nothing for all of them"
must GATEWAY_SERVER_NAMES '([A-Za-z0-9*.-]+( +[A-Za-z0-9*.-]+)*)?' "host names separated by blanks"
must GATEWAY_TRUSTED_PROXIES '([0-9a-fA-F.:]+(/[0-9]{1,3})?( +[0-9a-fA-F.:]+(/[0-9]{1,3})?)*)?' \
  "addresses or networks separated by blanks, such as 10.0.0.0/8"
must GATEWAY_HSTS 'max-age=[0-9]+(; includeSubDomains)?(; preload)?' "such as max-age=31536000; includeSubDomains"
must GATEWAY_TILE_SERVERS '(https://[A-Za-z0-9*.-]+(:[0-9]+)?( +https://[A-Za-z0-9*.-]+(:[0-9]+)?)*)?' \
  "https:// origins separated by blanks, such as https://data.geopf.fr"
must GATEWAY_RESOLVER '([0-9.]+(:[0-9]+)?|\[[0-9a-f:]+\](:[0-9]+)?)?( ipv[46]=off)?' "the address of a DNS server, such as 127.0.0.11"
