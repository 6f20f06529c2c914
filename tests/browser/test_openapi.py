"""The server does what its OpenAPI description says, whatever is sent to it."""

from __future__ import annotations

import importlib.util
from typing import Any

import httpx
import pytest

if importlib.util.find_spec("schemathesis"):
    import schemathesis
    from hypothesis import HealthCheck, settings

    described = schemathesis.pytest.from_fixture("description")

    @pytest.fixture(scope="module")
    def description(server: Any) -> Any:
        """As the server gives it out; generated requests carry the token of a session."""
        refusing = {"negative_data_rejection": {"expected-statuses": [400, 401, 404, 405, 413, 429]}}
        config = schemathesis.config.SchemathesisConfig.from_dict({"checks": refusing})
        return schemathesis.openapi.from_url(f"{server.url}/openapi.json", config=config)

    @described.parametrize()
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    def test_it_does_what_it_says(case: Any, server: Any) -> None:
        key = httpx.post(f"{server.url}/api/sessions").json().get("token", "none")
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"})
