# Yuinowa with its pages built, to run beside a PostgreSQL of its own (compose.yaml) or, with a volume at /data and no
# DATABASE_URL, with the one it brings.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# The packages first: they change seldom, so a new version of the program does not fetch them again.
COPY package.json package-lock.json ./
# Not npm ci: the lock lacks optional packages of other platforms, which it would refuse.
RUN npm install --no-save --no-audit --no-fund --include=dev --include=optional
COPY . .
RUN node scripts/set-up.mjs \
 && npm prune --no-save --omit=dev --no-audit --no-fund \
 && NODE_ENV=production node scripts/set-up.mjs

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 YUINOWA_DATA=/data
WORKDIR /app
COPY --from=build /app ./
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm: it must hear SIGTERM to end what it is doing.
CMD ["node", "--import", "./scripts/tsx.mjs", "src/main.ts"]
