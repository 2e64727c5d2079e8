"""The same windows as in the journeys."""

from tests.journeys.conftest import start  # noqa: F401
