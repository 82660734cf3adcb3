# shellcheck shell=sh
# What follows from the settings, the files that are there and the version of nginx. Sourced by `gateway`.

is_version() { # is_version MAJOR MINOR PATCH: nginx is at least this
  [ $((major * 1000000 + minor * 1000 + patch)) -ge $(($1 * 1000000 + $2 * 1000 + $3)) ]
}

read_version() {
  command -v "$GATEWAY_NGINX" >/dev/null || fail GATEWAY_NGINX "$GATEWAY_NGINX is not installed"
  version=$("$GATEWAY_NGINX" -v 2>&1)
  version=${version##*nginx/}
  IFS='. ' read -r major minor patch _ <<VERSION
$version
VERSION
}

# nginx takes turns between the servers of resolv.conf; only the first one is sure to know our services.
derive_resolver() {
  [ -z "$GATEWAY_RESOLVER" ] || return 0
  GATEWAY_RESOLVER=$(awk '$1 == "nameserver" { print ($2 ~ /:/) ? "[" $2 "]" : $2; exit }' /etc/resolv.conf)
  [ -n "$GATEWAY_RESOLVER" ] || fail GATEWAY_RESOLVER "is not set, and /etc/resolv.conf names no server"
}

derive_upstreams() {
  upstreams=names
  ! is_version 1 27 3 || upstreams=group
  for service in CITIES:cities TENSIONS:tensions JOBS:jobs ENRICHMENT:enrichment LEGACY:legacy; do
    upper=${service%:*}
    eval "value=\$GATEWAY_${upper}_ADDRESS"
    [ "$upstreams" = names ] || value=${service#*:}_replicas
    export "GATEWAY_${upper}_UPSTREAM=$value"
  done
}

listen() { # listen PORT PARAMETERS: the directives, for both families unless an address is given
  if [ -n "$GATEWAY_ADDRESS" ]; then
    echo "listen $GATEWAY_ADDRESS:$1$2;"
  elif [ -e /proc/net/if_inet6 ]; then
    echo "listen $1$2; listen [::]:$1$2;"
  else
    echo "listen $1$2;"
  fi
}

derive_listening() {
  GATEWAY_HTTP2_DIRECTIVE="" http2=" http2"
  if is_version 1 25 1; then GATEWAY_HTTP2_DIRECTIVE="http2 on;" http2=""; fi
  GATEWAY_HTTP_LISTEN=$(listen "$GATEWAY_HTTP_PORT" "")
  GATEWAY_HTTP_DEFAULT=$(listen "$GATEWAY_HTTP_PORT" " default_server")
  GATEWAY_HTTPS_LISTEN=$(listen "$GATEWAY_HTTPS_PORT" " ssl$http2")
  GATEWAY_HTTPS_DEFAULT=$(listen "$GATEWAY_HTTPS_PORT" " ssl$http2 default_server")
  GATEWAY_INTERNAL_LISTEN=${GATEWAY_ADDRESS:+$GATEWAY_ADDRESS:}$GATEWAY_INTERNAL_PORT
  GATEWAY_HTTPS_SUFFIX=""
  [ "$GATEWAY_HTTPS_PUBLIC_PORT" = 443 ] || GATEWAY_HTTPS_SUFFIX=":$GATEWAY_HTTPS_PUBLIC_PORT"
  export GATEWAY_HTTP2_DIRECTIVE GATEWAY_HTTP_LISTEN GATEWAY_HTTP_DEFAULT GATEWAY_HTTPS_LISTEN \
    GATEWAY_HTTPS_DEFAULT GATEWAY_INTERNAL_LISTEN GATEWAY_HTTPS_SUFFIX
}

derive_servers() {
  servers=open
  [ -z "$GATEWAY_SERVER_NAMES" ] || servers=named
  GATEWAY_STAPLING=""
  if [ -e "$GATEWAY_TLS_CERTIFICATE" ] || [ -e "$GATEWAY_TLS_KEY" ]; then
    servers=tls
    for name in TLS_CERTIFICATE TLS_KEY; do
      eval "file=\$GATEWAY_$name"
      [ -r "$file" ] || fail "GATEWAY_$name" "$file cannot be read; certificate and key go together"
    done
    [ -n "$GATEWAY_SERVER_NAMES" ] || fail GATEWAY_SERVER_NAMES "is not set: say for which host names the certificate is"
    [ ! -r "$GATEWAY_TLS_CHAIN" ] || GATEWAY_STAPLING="ssl_stapling on; ssl_stapling_verify on; ssl_trusted_certificate $GATEWAY_TLS_CHAIN;"
  fi
  export GATEWAY_STAPLING
}

# Where map tiles come from is the only host beside ours that a visitor's browser may ask.
derive_tiles() {
  GATEWAY_TILES=""
  if [ -n "$GATEWAY_TILE_URL" ]; then
    for part in '{z}' '{x}' '{y}'; do
      case $GATEWAY_TILE_URL in
        *"$part"*) ;;
        *) fail GATEWAY_TILE_URL "\"$GATEWAY_TILE_URL\" has no $part" ;;
      esac
    done
    [ -n "$GATEWAY_TILE_ATTRIBUTION" ] || fail GATEWAY_TILE_ATTRIBUTION "is not set: say whose the tiles are"
    host=${GATEWAY_TILE_URL#https://}
    GATEWAY_TILES=" https://${host%%/*}"
  fi
  export GATEWAY_TILES
}

derive_rest() {
  GATEWAY_REAL_IP=""
  for proxy in $GATEWAY_TRUSTED_PROXIES; do
    GATEWAY_REAL_IP="${GATEWAY_REAL_IP}set_real_ip_from $proxy; "
  done
  [ -z "$GATEWAY_REAL_IP" ] || GATEWAY_REAL_IP="${GATEWAY_REAL_IP}real_ip_header X-Forwarded-For; real_ip_recursive on;"
  GATEWAY_USER_DIRECTIVE=""
  [ "$(id -u)" != 0 ] || GATEWAY_USER_DIRECTIVE="user $GATEWAY_USER;"
  export GATEWAY_RESOLVER GATEWAY_REAL_IP GATEWAY_USER_DIRECTIVE
}

derive() {
  read_version
  derive_resolver
  derive_upstreams
  derive_listening
  derive_servers
  derive_tiles
  derive_rest
}
