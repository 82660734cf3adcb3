#!/bin/sh
# Creates each service's schema and user in MariaDB, and gives the users the passwords of the secrets.
# Runs on every `docker compose up`; repeating it changes nothing. Ends with 1 and one line when it cannot.
set -eu
host=${DATABASE_HOST:-mariadb}
secrets=${SECRETS:-/run/secrets}
services="cities tensions enrichment"
fail() { echo "schemas: $*" >&2; exit 1; }

secret() { # secret NAME: what the file holds
  [ -s "$secrets/$1" ] || fail "$secrets/$1 is missing or empty: deploy/compose/make-secrets, then up again"
  cat "$secrets/$1"
}

quoted() { # quoted TEXT: as an SQL string
  printf "'%s'" "$(printf %s "$1" | sed "s/\\\\/\\\\\\\\/g; s/'/''/g")"
}

# A service may do with its own schema what its queries and migrations need, and see no other.
rights="SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES"

statements() {
  for service in $services; do
    password=$(secret "${service}_database_password")
    cat <<SQL
CREATE DATABASE IF NOT EXISTS mobiville_$service CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE USER IF NOT EXISTS $service@'%' IDENTIFIED BY $(quoted "$password");
ALTER USER $service@'%' IDENTIFIED BY $(quoted "$password") WITH MAX_USER_CONNECTIONS 100;
GRANT $rights ON \`mobiville\\_$service\`.* TO $service@'%';
SQL
  done
  password=$(secret backup_database_password)
  cat <<SQL
CREATE USER IF NOT EXISTS backup@'%' IDENTIFIED BY $(quoted "$password");
ALTER USER backup@'%' IDENTIFIED BY $(quoted "$password") WITH MAX_USER_CONNECTIONS 20;
GRANT ALL ON \`mobiville\\_backup\\_%\`.* TO backup@'%';
SQL
  for service in $services; do
    # the last four are what RENAME TABLE asks for, by which a restore puts its tables in use
    printf '%s\n' "GRANT SELECT, LOCK TABLES, INSERT, CREATE, ALTER, DROP ON \`mobiville\\_$service\`.* TO backup@'%';"
  done
}

MYSQL_PWD=$(secret mariadb_root_password)
export MYSQL_PWD
sql=$(statements)
printf '%s\n' "$sql" | mariadb --host="$host" --port="${DATABASE_PORT:-3306}" --user="${DATABASE_USER:-root}" --connect-timeout=10 ||
  fail "MariaDB at $host refuses: is the password in mariadb_root_password the one that its volume was made with?"
echo "schemas: ready"
