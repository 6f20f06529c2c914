# Everyday recipes. `just` alone lists them.

default:
    @just --list

# What CI checks before the tests: style, types, rooms, content
check:
    uv run ruff format --check .
    uv run ruff check .
    uv run mypy
    uv run lint-imports
    uv run companion content check

# All tests
test *args:
    uv run pytest {{args}}

# Side by side with stock Rasa, in one run on this machine
bench *args:
    uv run python -m bench {{args}}

# The pages that are made from the code
docs:
    uv run python -m docs.make

# The widget, from web/widget into companion/server/static (needs Node 18 or newer)
widget:
    npm ci --prefix web/widget --ignore-scripts --no-audit --no-fund
    npm run --prefix web/widget types
    npm run --prefix web/widget build

# Is the widget in companion/server/static what web/widget builds?
widget-check:
    npm ci --prefix web/widget --ignore-scripts --no-audit --no-fund
    npm run --prefix web/widget types
    npm run --prefix web/widget check
