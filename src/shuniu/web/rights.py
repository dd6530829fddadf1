"""Which pages are not for an office at all? Said before anything is read; what rows it sees is the guard's answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.web.frame import actor_of

View = Callable[..., HttpResponseBase]


def needs(action: Action) -> Callable[[View], View]:
    """403 for an office that has the action nowhere."""

    def guarded(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not granted(actor_of(request), action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return answered

    return guarded
