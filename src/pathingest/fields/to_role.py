"""The target role."""

from __future__ import annotations

from pathingest.fields._roles import role_field

FIELD = role_field(1)
