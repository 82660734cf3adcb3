# shellcheck shell=sh
# What follows from the settings, the files that are there and the version of nginx. Sourced by `gateway`.

command -v "$GATEWAY_NGINX" >/dev/null || fail GATEWAY_NGINX "$GATEWAY_NGINX is not installed"
version=$("$GATEWAY_NGINX" -v 2>&1 | sed -n 's#.*nginx/\([0-9]*\)\.\([0-9]*\)\.\([0-9]*\).*#\1 \2 \3#p')
is_version() { # is_version MAJOR MINOR PATCH: at least this one
  printf '%s %s\n' "$version" "$*" | awk '{ exit !($1*1000000+$2*1000+$3 >= $4*1000000+$5*1000+$6) }'
}

# nginx takes turns between the servers of resolv.conf; only the first one is sure to know our services.
if [ -z "$GATEWAY_RESOLVER" ]; then
  GATEWAY_RESOLVER=$(awk '$1 == "nameserver" { print ($2 ~ /:/) ? "[" $2 "]" : $2; exit }' /etc/resolv.conf)
  [ -n "$GATEWAY_RESOLVER" ] || fail GATEWAY_RESOLVER "is not set, and /etc/resolv.conf names no server"
fi

if is_version 1 27 3; then upstreams=group; else upstreams=names; fi
for service in CITIES TENSIONS JOBS ENRICHMENT LEGACY; do
  if [ "$upstreams" = group ]; then
    value=$(echo "$service" | tr '[:upper:]' '[:lower:]')_replicas
  else
    eval "value=\$GATEWAY_${service}_ADDRESS"
  fi
  eval "GATEWAY_${service}_UPSTREAM=\$value"
  export "GATEWAY_${service}_UPSTREAM"
done

listen() { # listen PORT PARAMETERS: the directives, for both families unless an address is given
  if [ -n "$GATEWAY_ADDRESS" ]; then
    echo "listen $GATEWAY_ADDRESS:$1$2;"
  else
    echo "listen $1$2;"
    [ ! -e /proc/net/if_inet6 ] || echo "listen [::]:$1$2;"
  fi
}
GATEWAY_HTTP2_DIRECTIVE="" http2=""
if is_version 1 25 1; then GATEWAY_HTTP2_DIRECTIVE="http2 on;"; else http2=" http2"; fi
GATEWAY_HTTP_LISTEN=$(listen "$GATEWAY_HTTP_PORT" "")
GATEWAY_HTTPS_LISTEN=$(listen "$GATEWAY_HTTPS_PORT" " ssl$http2")
GATEWAY_INTERNAL_LISTEN=${GATEWAY_ADDRESS:+$GATEWAY_ADDRESS:}$GATEWAY_INTERNAL_PORT
GATEWAY_HTTPS_SUFFIX=""
[ "$GATEWAY_HTTPS_PUBLIC_PORT" = 443 ] || GATEWAY_HTTPS_SUFFIX=":$GATEWAY_HTTPS_PUBLIC_PORT"

servers=open
[ -z "$GATEWAY_SERVER_NAMES" ] || servers=named
GATEWAY_STAPLING=""
if [ -e "$GATEWAY_TLS_CERTIFICATE" ] || [ -e "$GATEWAY_TLS_KEY" ]; then
  servers=tls
  [ -r "$GATEWAY_TLS_CERTIFICATE" ] || fail GATEWAY_TLS_CERTIFICATE "$GATEWAY_TLS_CERTIFICATE cannot be read, while there is a key"
  [ -r "$GATEWAY_TLS_KEY" ] || fail GATEWAY_TLS_KEY "$GATEWAY_TLS_KEY cannot be read, while there is a certificate"
  [ -n "$GATEWAY_SERVER_NAMES" ] || fail GATEWAY_SERVER_NAMES "is not set: with a certificate, say for which host names"
  if [ -r "$GATEWAY_TLS_CHAIN" ]; then
    GATEWAY_STAPLING="ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate $GATEWAY_TLS_CHAIN;"
  fi
fi

GATEWAY_REAL_IP=""
if [ -n "$GATEWAY_TRUSTED_PROXIES" ]; then
  for proxy in $GATEWAY_TRUSTED_PROXIES; do
    GATEWAY_REAL_IP="${GATEWAY_REAL_IP}set_real_ip_from $proxy; "
  done
  GATEWAY_REAL_IP="${GATEWAY_REAL_IP}real_ip_header X-Forwarded-For; real_ip_recursive on;"
fi
GATEWAY_TILES=${GATEWAY_TILE_SERVERS:+ $GATEWAY_TILE_SERVERS}
GATEWAY_USER_DIRECTIVE=""
[ "$(id -u)" != 0 ] || GATEWAY_USER_DIRECTIVE="user $GATEWAY_USER;"
GATEWAY_BROTLI_DIRECTIVE=""
export GATEWAY_RESOLVER GATEWAY_HTTP2_DIRECTIVE GATEWAY_HTTP_LISTEN GATEWAY_HTTPS_LISTEN GATEWAY_INTERNAL_LISTEN \
  GATEWAY_HTTPS_SUFFIX GATEWAY_STAPLING GATEWAY_REAL_IP GATEWAY_TILES GATEWAY_USER_DIRECTIVE GATEWAY_BROTLI_DIRECTIVE
