"""How many examples a property is tried on, as a share of what the profile in force says."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

# Pages are large by nature. Making a failing one small takes minutes: that is left to runs that are free to take them.
_EXPECTED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def examples(share: float) -> settings:
    """Settings with that share of the profile's examples: a page is a hundred times as large as a number."""
    profile = settings.default or settings()
    quick = {Phase.shrink, Phase.explain} if profile.derandomize else set()
    return settings(
        profile,
        max_examples=max(1, round(profile.max_examples * share)),
        phases=[phase for phase in profile.phases if phase not in quick],
        suppress_health_check=_EXPECTED,
    )
