# One image per service: docker build --build-arg SERVICE=cities .
# deploy/image/contents.py says what each carries. nginx with the site is gateway/Dockerfile.
ARG PYTHON_IMAGE=python:3.12-slim-bookworm

FROM ${PYTHON_IMAGE} AS packages
ARG SERVICE
WORKDIR /src
COPY deploy/image/contents.py pyproject.toml requirements.lock ./
RUN python contents.py requirements "${SERVICE}" >/tmp/requirements.txt \
 && python -m venv --without-pip /opt/mobiville \
 && pip --python /opt/mobiville/bin/python install --quiet --no-cache-dir --disable-pip-version-check \
      --no-deps --only-binary :all: --require-hashes --requirement /tmp/requirements.txt

FROM packages AS rooms
ARG SERVICE
COPY . .
RUN mkdir /app && python deploy/image/contents.py rooms "${SERVICE}" /src /app \
 && /opt/mobiville/bin/python -m compileall -q /app

FROM ${PYTHON_IMAGE} AS service
ARG SERVICE
ARG VERSION=unversioned
LABEL org.opencontainers.image.title="mobiville ${SERVICE}" org.opencontainers.image.version="${VERSION}"
# What an import has replaced goes back to the system: threads share one heap, large arrays stay out of it.
ENV MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072
ENV PATH=/app/bin:/opt/mobiville/bin:$PATH PYTHONPATH=/app PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN groupadd --gid 10001 mobiville && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp mobiville \
 && install -d -o 10001 -g 10001 /var/lib/mobiville
COPY --from=packages /opt/mobiville /opt/mobiville
COPY --from=rooms /app/debian-packages /tmp/debian-packages
RUN [ ! -s /tmp/debian-packages ] \
 || (apt-get update -q && xargs -a /tmp/debian-packages apt-get install -y -q --no-install-recommends \
  && rm -rf /var/lib/apt/lists/*)
COPY --from=rooms /app /app
WORKDIR /var/lib/mobiville
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["/app/start"]
