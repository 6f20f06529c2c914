"""The components of the NLU graph that config.yml names. Importing it registers the plain-text rule."""

from __future__ import annotations

from companion.engine.nlu import plain

plain.register()
