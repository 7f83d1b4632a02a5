# Two stages, the same steps as `make setup` on a person's machine. Runs as a user without rights.
#   docker build -t rechtuit .            models baked in
#   docker run -p 127.0.0.1:8000:8000 -v rechtuit-data:/data rechtuit
# Then open the one-time link that it prints: from inside, it cannot know that only this machine reaches it.
FROM python:3.11-slim-bookworm AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends make ca-certificates curl gnupg \
 && mkdir -p /etc/apt/keyrings \
 && curl -fsSL https://deb.nodesource.com/gpgkey/nodesource-repo.gpg.key | gpg --dearmor -o /etc/apt/keyrings/nodesource.gpg \
 && echo "deb [signed-by=/etc/apt/keyrings/nodesource.gpg] https://deb.nodesource.com/node_20.x nodistro main" >/etc/apt/sources.list.d/nodesource.list \
 && apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/rechtuit
COPY . .
RUN make setup && rm -rf web/node_modules

FROM python:3.11-slim-bookworm
WORKDIR /opt/rechtuit
COPY requirements/apt-run.txt tools/system_packages.sh /tmp/setup/
RUN bash /tmp/setup/system_packages.sh /tmp/setup/apt-run.txt && rm -rf /tmp/setup /var/lib/apt/lists/* \
 && useradd --system --create-home --uid 10001 rechtuit \
 && install -d -o rechtuit -g rechtuit /data
COPY --from=build --chown=root:root /opt/rechtuit /opt/rechtuit
ENV SIMULATOR_HOST=0.0.0.0 \
    SIMULATOR_DATA_DIR=/data \
    PYTHONUNBUFFERED=1
USER 10001
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD [".venv/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT [".venv/bin/simulator"]
CMD ["serve"]
