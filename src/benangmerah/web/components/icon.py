"""Small drawings beside words."""

from __future__ import annotations

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


def icon(name: str) -> SafeString:
    """A small drawing beside words; `requirements/front/icons.txt` lists the names."""
    return _draw_icon(static("vendor/icons.svg"), name)


@cache
def _draw_icon(sprite: str, name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )
